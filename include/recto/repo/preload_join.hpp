// SPDX-License-Identifier: BSL-1.0
// Associations that come with a query's own rows, by joins: each row brings the owner and what is joined, and owners that
// come several times become one.
// Layer 7.
#pragma once

#include <recto/changeset/embed_children.hpp>
#include <recto/query/preload.hpp>
#include <recto/query/refine.hpp>
#include <recto/query/select.hpp>
#include <recto/repo/key_index.hpp>
#include <recto/repo/read.hpp>
#include <recto/schema/association_key.hpp>

#include <algorithm>
#include <cstddef>
#include <optional>
#include <tuple>
#include <type_traits>
#include <utility>
#include <vector>

namespace recto::detail {

template <class Spec>
struct joined_association;
template <class Query, auto Association>
struct joined_association<preload_spec<Query, Association>> {
  static constexpr auto member = Association;
  using row = associated<Association>;
  static constexpr bool is_many = kind_of_association<Association> == association_kind::has_many
                               || kind_of_association<Association> == association_kind::many_to_many;
};

template <class Query, class Spec>
consteval auto judge_preload_join() {
  using joined = joined_association<Spec>;
  if constexpr (!std::is_same_v<owner_of<joined::member>, source_row<Query>>)
    return failed<preload_of_other_row, struct_name<source_row<Query>>, struct_name<owner_of<joined::member>>>{};
  else if constexpr (joined::is_many && (Query::has(clause::limit) || Query::has(clause::offset)))
    return failed<limit_of_joined_many, association_name<joined::member>>{};
  else return ok{};
}

/// The key of an owner, by which those that come several times are told.
template <class T>
auto owner_key(T const& owner) {
  if constexpr (constexpr std::size_t only = only_key_field<T>(); only != field_count<T>) return get_field<only>(owner);
  else return key_bytes(owner);
}

/// A joined row of an owner.
template <class Key>
struct joined_key {
  std::size_t owner;
  Key key;

  friend bool operator<(joined_key const& left, joined_key const& right) {
    return left.owner != right.owner ? left.owner < right.owner : left.key < right.key;
  }
};

template <class Index>
std::size_t smallest_place(Index const& index, std::size_t begin, std::size_t last) {
  std::size_t smallest = index[begin].place;
  for (std::size_t i = begin + 1; i <= last; ++i) smallest = std::min(smallest, index[i].place);
  return smallest;
}

/// For each row the one in which its owner came first.
template <class T, class Rows>
std::vector<std::size_t> first_rows(Rows const& rows) {
  key_index<decltype(owner_key(std::declval<T const&>())), std::size_t> index;
  for (std::size_t i = 0; i < rows.size(); ++i) index.add(owner_key(std::get<0>(rows[i])), i);
  index.sort();
  std::vector<std::size_t> first(rows.size());
  index.each_run([&](std::size_t begin, std::size_t last) {
    std::size_t const smallest = smallest_place(index, begin, last);
    for (std::size_t i = begin; i <= last; ++i) first[index[i].place] = smallest;
  });
  return first;
}

/// The joined structs of one association: of many, each once for each owner.
template <class Spec, class T, class Rows, std::size_t Part>
void load_joined(std::vector<T>& owners, std::vector<std::size_t> const& place, Rows& rows) {
  using joined = joined_association<Spec>;
  constexpr auto member = joined::member;
  if constexpr (joined::is_many) {
    key_index<joined_key<decltype(owner_key(std::declval<typename joined::row const&>()))>, std::size_t> index;
    for (std::size_t i = 0; i < rows.size(); ++i)
      if (auto const& one = std::get<Part>(rows[i])) index.add({place[i], owner_key(*one)}, i);
    index.sort();
    std::vector<bool> is_first(rows.size());
    index.each_run([&](std::size_t begin, std::size_t last) { is_first[smallest_place(index, begin, last)] = true; });
    std::vector<std::vector<typename joined::row>> groups(owners.size());
    for (std::size_t i = 0; i < rows.size(); ++i)
      if (is_first[i]) groups[place[i]].push_back(std::move(*std::get<Part>(rows[i])));
    for (std::size_t i = 0; i < owners.size(); ++i) (owners[i].*member).load(std::move(groups[i]));
  } else {
    for (std::size_t i = 0; i < rows.size(); ++i) {
      auto& association = owners[place[i]].*member;
      if (!association.is_loaded()) association.load(std::move(std::get<Part>(rows[i])));
    }
  }
}

template <class Repo, class Query, class... Specs, std::size_t... Index>
auto all_with_joined(Repo& repo, Query const& asked, pack<Specs...> const&, std::index_sequence<Index...>) {
  using owner = source_row<Query>;
  static_assert((assert_preload<decltype(judge_preload_join<Query, Specs>())>::value && ...));
  if constexpr (!(decltype(judge_preload_join<Query, Specs>())::value && ...)) {
    return std::vector<owner>{};
  } else {
    auto rows = repo.all(asked | exclude<clause::preload_join>
                         | select(row<owner>, row<typename joined_association<Specs>::row>...));
    std::vector<std::size_t> const first = first_rows<owner>(rows);
    std::vector<owner> owners;
    std::vector<std::size_t> place(rows.size());
    for (std::size_t i = 0; i < rows.size(); ++i) {
      if (first[i] == i) {
        place[i] = owners.size();
        owners.push_back(std::move(std::get<0>(rows[i])));
      } else {
        place[i] = place[first[i]];
      }
    }
    (load_joined<Specs, owner, decltype(rows), Index + 1>(owners, place, rows), ...);
    return owners;
  }
}

/// All rows of a query with a preload_join.
template <class Repo, class Query>
auto all_with_joined(Repo& repo, Query const& asked) {
  using specs = content_of<clause::preload_join, Query>;
  return all_with_joined(repo, asked, specs{}, std::make_index_sequence<specs::size>{});
}

/// The only one of some rows, or nothing. Errors: `multiple_results`.
template <class T>
std::optional<T> only_row(std::vector<T> rows) {
  if (rows.size() > 1) throw_multiple_results(static_cast<int>(rows.size()));
  if (rows.empty()) return std::nullopt;
  return std::move(rows.front());
}

}  // namespace recto::detail
