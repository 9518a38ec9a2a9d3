// Ravel
