// SPDX-License-Identifier: BSL-1.0
// Refuses a compiler that is too old with one sentence, before it drowns the reader in errors of its own.
// Every header of layer 0 includes it, so that it is read first.
#pragma once

#if defined(__clang__)
#if __clang_major__ < 19
#error "recto: this compiler is too old; recto needs clang 19 or newer, or g++ 12 or newer, with -std=c++23"
#endif
#elif defined(__GNUC__)
#if __GNUC__ < 12
#error "recto: this compiler is too old; recto needs g++ 12 or newer, or clang 19 or newer, with -std=c++23"
#endif
#else
#error "recto: this compiler is not supported; recto needs g++ 12 or newer, or clang 19 or newer"
#endif

#if __cplusplus <= 202002L
#error "recto: C++23 is needed; compile with -std=c++23"
#endif
