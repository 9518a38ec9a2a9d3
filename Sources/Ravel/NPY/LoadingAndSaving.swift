// NumPy's names for files of arrays. What they are made of is in `NDArray+NPY.swift` and `NDArray+NPZ.swift`.

/// The array in a `.npy` file. See `NDArray(npy:mapped:)`.
/// - Throws: `FileError` with the path and what is wrong.
public func load(_ path: String, mapped: Bool = false) throws -> NDArray { try NDArray(npy: path, mapped: mapped) }

/// The arrays in a `.npz` file, by name. See `NDArray.arrays(npz:)`.
/// - Throws: `FileError` with the path, the member and what is wrong.
public func loadz(_ path: String) throws -> [String: NDArray] { try NDArray.arrays(npz: path) }

/// Writes an array to a `.npy` file. See `NDArray.write(npy:byteOrder:)`.
/// - Throws: `FileError`; what evaluation throws.
public func save(_ path: String, _ x: NDArray) throws { try x.write(npy: path) }

/// Writes arrays to a `.npz` file, as `np.savez` does. See `NDArray.write(npz:_:)`.
/// - Throws: `FileError`; what evaluation throws.
public func savez(_ path: String, _ arrays: [String: NDArray]) throws { try NDArray.write(npz: path, arrays) }
