// SPDX-License-Identifier: BSL-1.0
// Unsigned whole numbers of 256 bits, for the digits of a decimal. Every operation says whether its result fits. By
// hand because boost/multiprecision/cpp_int.hpp takes 1.6 s to compile in each file and this takes none; the unit test
// compares the two.
// Layer 2.
#pragma once

#include <array>
#include <bit>
#include <compare>
#include <cstddef>
#include <cstdint>

namespace recto::detail {

__extension__ using uint128 = unsigned __int128;

class wide {
 public:
  constexpr wide() = default;
  constexpr wide(std::uint64_t value) : limbs_{value, 0, 0, 0} {}

  constexpr bool is_zero() const { return used() == 0; }
  constexpr std::uint64_t low() const { return limbs_[0]; }

  friend constexpr bool operator==(wide const&, wide const&) = default;
  friend constexpr std::strong_ordering operator<=>(wide const& left, wide const& right) {
    for (std::size_t i = count; i-- > 0;) {
      if (left.limbs_[i] != right.limbs_[i]) return left.limbs_[i] <=> right.limbs_[i];
    }
    return std::strong_ordering::equal;
  }

  /// this += other; false if it does not fit.
  constexpr bool add(wide const& other) {
    std::uint64_t carry = 0;
    for (std::size_t i = 0; i < count; ++i) {
      uint128 const sum = uint128{limbs_[i]} + other.limbs_[i] + carry;
      limbs_[i] = static_cast<std::uint64_t>(sum);
      carry = static_cast<std::uint64_t>(sum >> 64);
    }
    return carry == 0;
  }

  /// this -= other, which must not be greater.
  constexpr void subtract(wide const& other) {
    std::uint64_t borrow = 0;
    for (std::size_t i = 0; i < count; ++i) {
      uint128 const difference = uint128{limbs_[i]} - other.limbs_[i] - borrow;
      limbs_[i] = static_cast<std::uint64_t>(difference);
      borrow = static_cast<std::uint64_t>(difference >> 64) & 1;
    }
  }

  /// this = this * factor + addend; false if it does not fit.
  constexpr bool multiply_add(std::uint64_t factor, std::uint64_t addend) {
    std::uint64_t carry = addend;
    for (std::size_t i = 0; i < count; ++i) {
      uint128 const product = uint128{limbs_[i]} * factor + carry;
      limbs_[i] = static_cast<std::uint64_t>(product);
      carry = static_cast<std::uint64_t>(product >> 64);
    }
    return carry == 0;
  }

  /// this *= other; false if it does not fit.
  constexpr bool multiply(wide const& other) {
    wide product{};
    std::size_t const mine = used();
    std::size_t const theirs = other.used();
    for (std::size_t i = 0; i < mine; ++i) {
      std::uint64_t carry = 0;
      for (std::size_t j = 0; j < theirs; ++j) {
        if (i + j >= count) return false;  // both limbs that meet here are followed by one that is not zero
        uint128 const sum = uint128{limbs_[i]} * other.limbs_[j] + product.limbs_[i + j] + carry;
        product.limbs_[i + j] = static_cast<std::uint64_t>(sum);
        carry = static_cast<std::uint64_t>(sum >> 64);
      }
      if (carry == 0) continue;
      if (i + theirs >= count) return false;
      product.limbs_[i + theirs] = carry;
    }
    *this = product;
    return true;
  }

  /// this *= 10^power; false if it does not fit. Zero always fits.
  constexpr bool scale_up(std::uint32_t power) {
    if (is_zero()) return true;
    for (; power >= 19; power -= 19) {
      if (!multiply_add(ten_to(19), 0)) return false;
    }
    return multiply_add(ten_to(power), 0);
  }

  /// this /= divisor; returns the remainder.
  constexpr std::uint64_t divide(std::uint64_t divisor) {
    std::uint64_t remainder = 0;
    for (std::size_t i = used(); i-- > 0;) {
      if (remainder == 0) {
        remainder = limbs_[i] % divisor;
        limbs_[i] /= divisor;
      } else {
        uint128 const part = (uint128{remainder} << 64) | limbs_[i];
        limbs_[i] = static_cast<std::uint64_t>(part / divisor);
        remainder = static_cast<std::uint64_t>(part % divisor);
      }
    }
    return remainder;
  }

  /// this /= divisor; returns the remainder. One bit at a time: for the rare division of two decimals.
  constexpr wide divide(wide const& divisor) {
    wide quotient{};
    wide remainder{};
    for (std::size_t bit = used() * 64; bit-- > 0;) {
      bool const overflow = (remainder.limbs_[count - 1] >> 63) != 0;
      remainder.double_plus((limbs_[bit / 64] >> (bit % 64)) & 1);
      if (overflow || remainder >= divisor) {
        remainder.subtract(divisor);
        quotient.limbs_[bit / 64] |= std::uint64_t{1} << (bit % 64);
      }
    }
    *this = quotient;
    return remainder;
  }

  static constexpr std::uint64_t ten_to(std::uint32_t power) {
    std::uint64_t result = 1;
    for (; power > 0; --power) result *= 10;
    return result;
  }

 private:
  static constexpr std::size_t count = 4;

  constexpr std::size_t used() const {
    std::size_t limbs = count;
    while (limbs > 0 && limbs_[limbs - 1] == 0) --limbs;
    return limbs;
  }

  constexpr void double_plus(std::uint64_t bit) {
    for (std::uint64_t& limb : limbs_) {
      std::uint64_t const carry = limb >> 63;
      limb = (limb << 1) | bit;
      bit = carry;
    }
  }

  std::array<std::uint64_t, count> limbs_{};  // the least significant first
};

}  // namespace recto::detail
