// SPDX-License-Identifier: BSL-1.0
// Row locks: `lock(for_update, of<Post>, skip_locked)`.
// Layer 4.
#pragma once

#include <recto/query/query.hpp>
#include <recto/query/stages.hpp>

#include <cstddef>

namespace recto {

namespace detail {

enum class lock_strength { update, no_key_update, share, key_share };
enum class lock_wait { until_free, fail, skip };

template <lock_strength Strength>
struct lock_mode {};
template <lock_wait Wait>
struct lock_option {};
template <class Source>
struct locked_source {};

template <lock_strength Strength, lock_wait Wait, class... Sources>
struct lock_terms {
  static constexpr std::size_t parameters = 0;

  // A row that is not there cannot be locked.
  static constexpr void inspect(inspector& watcher) {
    scope const& sources = watcher.sources();
    if (sizeof...(Sources) == 0) {
      for (std::size_t i = 0; i < sources.count; ++i)
        if (!sources.entries[i].is_derived) inspect_place(watcher, i);
    } else {
      (inspect_one<Sources>(watcher), ...);
    }
  }

 private:
  template <class Source>
  static constexpr void inspect_one(inspector& watcher) {
    std::size_t const found = watcher.sources().find(Source::key);
    if (found == scope::nowhere) watcher.report(rule::column_not_in_scope, Source::name(), "lock");
    else inspect_place(watcher, found);
  }
  static constexpr void inspect_place(inspector& watcher, std::size_t place) {
    source_entry const& one = watcher.sources().entries[place];
    if (one.is_nullable) watcher.report(rule::lock_of_nullable, one.name, {});
  }
};

template <class Terms>
using lock_clause = clause_part<clause::lock, Terms>;

template <lock_strength Strength, lock_wait Wait, class... Sources>
constexpr auto make_lock() {
  return put_stage<lock_clause<lock_terms<Strength, Wait, Sources...>>>{};
}
template <lock_strength Strength, lock_wait Wait, class... Sources, class Source, class... Rest>
constexpr auto make_lock(locked_source<Source>, Rest... rest) {
  return make_lock<Strength, Wait, Sources..., Source>(rest...);
}
template <lock_strength Strength, lock_wait Wait, class... Sources, lock_wait Other, class... Rest>
constexpr auto make_lock(lock_option<Other>, Rest... rest) {
  return make_lock<Strength, Other, Sources...>(rest...);
}

}  // namespace detail

/// Strengths of a lock, PostgreSQL's "Row-Level Locks".
inline constexpr detail::lock_mode<detail::lock_strength::update> for_update{};
inline constexpr detail::lock_mode<detail::lock_strength::no_key_update> for_no_key_update{};
inline constexpr detail::lock_mode<detail::lock_strength::share> for_share{};
inline constexpr detail::lock_mode<detail::lock_strength::key_share> for_key_share{};

/// A row that another transaction has locked is an error at once (SQLSTATE 55P03).
inline constexpr detail::lock_option<detail::lock_wait::fail> nowait{};
/// A row that another transaction has locked is left out.
inline constexpr detail::lock_option<detail::lock_wait::skip> skip_locked{};

/// Only rows of this table are locked: `of<Post>`.
template <class T>
inline constexpr detail::locked_source<detail::source_for<T>> of{};
/// The same for an alias: `of_alias(boss)`.
template <class T, fixed_string Name>
constexpr detail::locked_source<typename detail::aliased<T, Name>::source> of_alias(detail::aliased<T, Name>) {
  return {};
}

/// `FOR UPDATE OF "posts" SKIP LOCKED`: the rows are locked until the transaction ends. A later one replaces an earlier. Ecto: `lock`.
template <detail::lock_strength Strength, class... Options>
constexpr auto lock(detail::lock_mode<Strength>, Options... options) {
  return detail::make_lock<Strength, detail::lock_wait::until_free>(options...);
}

}  // namespace recto
