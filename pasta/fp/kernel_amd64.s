//go:build !purego

#include "go_asm.h"
#include "textflag.h"

// The modulus (limb 2 is zero) and -modulus^-1 mod 2^64.
DATA ·modulus<>+0(SB)/8, $const_modulus0
DATA ·modulus<>+8(SB)/8, $const_modulus1
DATA ·modulus<>+16(SB)/8, $const_modulus3
DATA ·modulus<>+24(SB)/8, $const_negInverse
GLOBL ·modulus<>(SB), RODATA|NOPTR, $32

// MULTIPLY sets t4 t3 t2 t1 t0 = DX * the four limbs at SI. Clobbers AX.
#define MULTIPLY(t0, t1, t2, t3, t4) \
	MULXQ 0(SI), t0, t1   \
	MULXQ 8(SI), AX, t2   \
	ADDQ  AX, t1          \
	MULXQ 16(SI), AX, t3  \
	ADCQ  AX, t2          \
	MULXQ 24(SI), AX, t4  \
	ADCQ  AX, t3          \
	ADCQ  $0, t4

// MULTIPLY_ADD sets t4 t3 t2 t1 t0 = t3 t2 t1 t0 + DX * the four limbs at SI.
// Clobbers AX, BX, CX, R13, R14.
#define MULTIPLY_ADD(t0, t1, t2, t3, t4) \
	MULXQ 0(SI), AX, BX   \
	MULXQ 8(SI), CX, R13  \
	ADDQ  CX, BX          \
	MULXQ 16(SI), CX, R14 \
	ADCQ  CX, R13         \
	MULXQ 24(SI), CX, t4  \
	ADCQ  CX, R14         \
	ADCQ  $0, t4          \
	ADDQ  AX, t0          \
	ADCQ  BX, t1          \
	ADCQ  R13, t2         \
	ADCQ  R14, t3         \
	ADCQ  $0, t4

// ROUND is one Montgomery round: it adds DX = t0 * negInverse times the modulus,
// which clears t0; the result stands in t4 t3 t2 t1. The modulus' limb 3 is
// 2^62, so its product is two shifts. Clobbers AX, BX, CX, R13, R14.
#define ROUND(t0, t1, t2, t3, t4) \
	MOVQ  t0, DX                 \
	IMULQ ·modulus<>+24(SB), DX  \
	MULXQ ·modulus<>+0(SB), AX, BX  \
	MULXQ ·modulus<>+8(SB), CX, R14 \
	MOVQ  DX, R13                \
	SHLQ  $62, DX                \
	SHRQ  $2, R13                \
	ADDQ  t0, AX                 \
	ADCQ  BX, CX                 \
	ADCQ  $0, R14                \
	ADDQ  CX, t1                 \
	ADCQ  R14, t2                \
	ADCQ  DX, t3                 \
	ADCQ  R13, t4

// REDUCE_ONCE subtracts the modulus from t3 t2 t1 t0 unless that is negative.
// Clobbers AX, BX, CX, DX.
#define REDUCE_ONCE(t0, t1, t2, t3) \
	MOVQ    t0, AX                \
	SUBQ    ·modulus<>+0(SB), AX  \
	MOVQ    t1, BX                \
	SBBQ    ·modulus<>+8(SB), BX  \
	MOVQ    t2, CX                \
	SBBQ    $0, CX                \
	MOVQ    t3, DX                \
	SBBQ    ·modulus<>+16(SB), DX \
	CMOVQCC AX, t0                \
	CMOVQCC BX, t1                \
	CMOVQCC CX, t2                \
	CMOVQCC DX, t3

#define STORE(t0, t1, t2, t3, pointer) \
	MOVQ t0, 0(pointer)  \
	MOVQ t1, 8(pointer)  \
	MOVQ t2, 16(pointer) \
	MOVQ t3, 24(pointer)

// func mulBMI2(z, x, y *limbs)
TEXT ·mulBMI2(SB), NOSPLIT, $0-24
	MOVQ x+8(FP), DI
	MOVQ y+16(FP), SI
	MOVQ 0(DI), DX
	MULTIPLY(R8, R9, R10, R11, R12)
	ROUND(R8, R9, R10, R11, R12)
	MOVQ 8(DI), DX
	MULTIPLY_ADD(R9, R10, R11, R12, R8)
	ROUND(R9, R10, R11, R12, R8)
	MOVQ 16(DI), DX
	MULTIPLY_ADD(R10, R11, R12, R8, R9)
	ROUND(R10, R11, R12, R8, R9)
	MOVQ 24(DI), DX
	MULTIPLY_ADD(R11, R12, R8, R9, R10)
	ROUND(R11, R12, R8, R9, R10)
	REDUCE_ONCE(R12, R8, R9, R10)
	MOVQ z+0(FP), DI
	STORE(R12, R8, R9, R10, DI)
	RET

// func squareBMI2(z, x *limbs)
//
// The products of different limbs are computed once and doubled; the eight
// limbs of the square are R8 to R15.
TEXT ·squareBMI2(SB), NOSPLIT, $0-16
	MOVQ  x+8(FP), DI
	MOVQ  0(DI), DX
	MOVQ  8(DI), SI
	MOVQ  16(DI), BX
	MOVQ  24(DI), CX
	MULXQ SI, R9, R10  // x0 x1
	MULXQ BX, AX, R11  // x0 x2
	ADDQ  AX, R10
	MULXQ CX, AX, R12  // x0 x3
	ADCQ  AX, R11
	ADCQ  $0, R12
	MULXQ DX, R8, DI   // x0 x0
	MOVQ  SI, DX
	MULXQ BX, AX, R15  // x1 x2
	MULXQ CX, R14, R13 // x1 x3
	ADDQ  R14, R15
	ADCQ  $0, R13
	ADDQ  AX, R11
	ADCQ  R15, R12
	MULXQ DX, R15, SI  // x1 x1
	MOVQ  BX, DX
	MULXQ CX, AX, R14  // x2 x3
	ADCQ  AX, R13
	ADCQ  $0, R14
	MULXQ DX, AX, BX   // x2 x2
	ADDQ  R9, R9
	ADCQ  R10, R10
	ADCQ  R11, R11
	ADCQ  R12, R12
	ADCQ  R13, R13
	ADCQ  R14, R14
	MOVQ  CX, DX
	MULXQ DX, CX, DX   // x3 x3
	ADCQ  $0, DX
	ADDQ  DI, R9
	ADCQ  R15, R10
	ADCQ  SI, R11
	ADCQ  AX, R12
	ADCQ  BX, R13
	ADCQ  CX, R14
	ADCQ  $0, DX
	MOVQ  DX, R15

	// Four rounds on the low half; each leaves a new top limb in DI's turn.
#define LOW_ROUND(t0, t1, t2, t3) \
	MOVQ  t0, DX                 \
	IMULQ ·modulus<>+24(SB), DX  \
	MULXQ ·modulus<>+0(SB), AX, BX \
	MULXQ ·modulus<>+8(SB), CX, SI \
	MOVQ  DX, DI                 \
	SHLQ  $62, DX                \
	SHRQ  $2, DI                 \
	ADDQ  t0, AX                 \
	ADCQ  BX, CX                 \
	ADCQ  $0, SI                 \
	ADDQ  CX, t1                 \
	ADCQ  SI, t2                 \
	ADCQ  DX, t3                 \
	ADCQ  $0, DI                 \
	MOVQ  DI, t0

	LOW_ROUND(R8, R9, R10, R11)
	LOW_ROUND(R9, R10, R11, R8)
	LOW_ROUND(R10, R11, R8, R9)
	LOW_ROUND(R11, R8, R9, R10)
	ADDQ R12, R8
	ADCQ R13, R9
	ADCQ R14, R10
	ADCQ R15, R11
	REDUCE_ONCE(R8, R9, R10, R11)
	MOVQ z+0(FP), DI
	STORE(R8, R9, R10, R11, DI)
	RET
