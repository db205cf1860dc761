// SPDX-License-Identifier: BSL-1.0
// `optimistic_lock`: a field that grows with every write, and a write that finds nothing if it has grown meanwhile.
// Layer 4.
#pragma once

#include <recto/changeset/changeset.hpp>

#include <concepts>
#include <cstdint>
#include <limits>
#include <memory>
#include <optional>
#include <type_traits>
#include <utility>

namespace recto {

/// The next version of a row: one more, and 1 after 2^31 - 1 (or what the type holds, if that is less). Ecto:
/// `increment_with_rollover`.
struct increment_with_rollover {
  template <std::integral Number>
    requires(!std::same_as<Number, bool>)
  Number operator()(Number current) const {
    constexpr std::int64_t most = std::int64_t{1} << 31;
    constexpr std::int64_t last =
        std::cmp_less(std::numeric_limits<Number>::max(), most) ? std::numeric_limits<Number>::max() : most - 1;
    return std::cmp_greater_equal(current, last) ? Number{1} : static_cast<Number>(current + 1);
  }
};

namespace detail {

template <auto Member, class Increment>
struct optimistic_lock_stage {
  template <class T>
  changeset<T> operator()(changeset<T> of) const {
    using field = member_type<Member>;
    if constexpr (assert_field<T, Member>()) {
      static_assert(table_of<T>.fields[field_index<Member>].is_stored,
                    "recto: optimistic_lock: the field is no column (it is virtual); lock a field that the row has");
      constexpr bool counts = std::is_invocable_v<Increment, value_of<field> const&>;
      static_assert(
          counts,
          "recto: optimistic_lock: the field is no whole number; name the type of a function object that makes the "
          "next value from it: optimistic_lock<&T::field, next_version>()");
      if constexpr (counts) {
        constexpr std::size_t index = field_index<Member>;
        auto& record = changeset_access::record(of);
        if ((record.filters & changeset_record::bit(index)) != 0) return of;  // locked already
        auto locked = std::make_shared<T>(changeset_access::locked(of) ? *changeset_access::locked(of) : of.data());
        (*locked).*Member = of.template get_field<Member>();
        changeset_access::locked(of) = std::move(locked);
        record.filters |= changeset_record::bit(index);
        changeset_access::locks(of).push_back({index, [](void const* current, void* next) {
                                                 field const& now = *static_cast<field const*>(current);
                                                 *static_cast<field*>(next) = next_of(now);
                                               }});
      }
    }
    return of;
  }

 private:
  template <class Number>
  static Number next_of(Number const& now) {
    return Increment{}(now);
  }
  // NULL is what a row has that was never written under the lock.
  template <class Number>
  static std::optional<Number> next_of(std::optional<Number> const& now) {
    return Increment{}(now.value_or(Number{}));
  }
};

}  // namespace detail

/// Updates and deletes only the row whose field is as it is in the changeset, and writes the field's next value with
/// whatever else is written. A row that was changed meanwhile is stale: the repo throws `stale`, or makes it an error of
/// `stale_error_field`. The changeset itself does not count up. `Increment` makes the next value. Ecto:
/// `optimistic_lock`.
template <auto Member, class Increment = increment_with_rollover>
constexpr detail::optimistic_lock_stage<Member, Increment> optimistic_lock() {
  return {};
}

}  // namespace recto
