package jwtview

import "math/big"

// factorable reports whether an RSA modulus has the fingerprint of the Infineon
// library whose keys can be factored (ROCA, CVE-2017-15361): modulo every small
// prime it is a power of 65537, which another key is once in about 2^27 times.
func factorable(modulus *big.Int) bool {
	const generator = 65537
	primes := []int64{
		3, 5, 7, 11, 13, 17, 19, 23, 29, 31, 37, 41, 43, 47, 53, 59, 61, 67, 71, 73, 79, 83, 89,
		97, 101, 103, 107, 109, 113, 127, 131, 137, 139, 149, 151, 157, 163, 167,
	}
	for _, p := range primes {
		rest := new(big.Int).Mod(modulus, big.NewInt(p)).Int64()
		power, isPower := int64(1), false
		for range p - 1 {
			power = power * generator % p
			isPower = isPower || power == rest
		}
		if !isPower {
			return false
		}
	}
	return true
}
