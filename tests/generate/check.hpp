// SPDX-License-Identifier: BSL-1.0
// What a generated query is held against: the server prepares and runs it, and brings the same rows as SQL that the generator
// wrote by itself, with literals in place of parameters. Columns have the types that we say, and where we say that
// one is never NULL it never is.
#pragma once

#include <generate/schema.hpp>
#include <recto/repo/bound_query.hpp>

#include <cstddef>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace generate {

using namespace recto;
using namespace library;

/// What we say about a column of a result; `width` columns of a whole row, of which nothing is said.
struct column_claim {
  oid type = 0;
  bool nullable = true;
  std::size_t width = 1;
};

template <class Items>
struct claims;
template <class... Items>
struct claims<detail::pack<Items...>> {
  static std::vector<column_claim> in(recto::scope const& sources) { return {one<Items>(sources)...}; }

 private:
  template <class Item>
  static column_claim one(recto::scope const& sources) {
    if constexpr (detail::is_whole_row<Item>)
      return {0, true, recto::table_of<typename Item::value_type>.fields.size()};
    else return {sql_type_of<typename Item::value_type>.number, Item::nullable(sources)};
  }
};

class checker {
 public:
  checker();
  checker(checker const&) = delete;
  checker& operator=(checker const&) = delete;
  ~checker();

  template <class Query>
  void select(std::string_view name, Query const& asked, char const* by_hand) {
    static_assert(detail::assert_query<query_verdict<Query>>::value);
    if constexpr (query_verdict<Query>::value) {
      detail::bound_query<detail::statement_kind::select, Query> const bound(asked);
      compare(name, bound.which(), bound.values(), by_hand,
              claims<detail::items_of<Query>>::in(detail::sources_of<Query>));
    }
  }

  template <class Query>
  void update(std::string_view name, Query const& asked, char const* by_hand) {
    static_assert(detail::assert_query<update_verdict<Query>>::value);
    write<detail::statement_kind::update>(name, asked, by_hand);
  }

  template <class Query>
  void remove(std::string_view name, Query const& asked, char const* by_hand) {
    static_assert(detail::assert_query<delete_verdict<Query>>::value);
    write<detail::statement_kind::delete_>(name, asked, by_hand);
  }

  /// Prints what was found; true if all is well.
  bool report() const;

 private:
  template <detail::statement_kind Kind, class Query>
  void write(std::string_view name, Query const& asked, char const* by_hand) {
    detail::bound_query<Kind, Query> const bound(asked);
    std::vector<column_claim> claimed{};
    if constexpr (Query::has(clause::returning))
      claimed = claims<detail::content_of<clause::returning, Query>>::in(detail::sources_of<Query>);
    compare(name, bound.which(), bound.values(), by_hand, claimed);
  }

  void compare(std::string_view name, statement const& ours, parameters values, char const* by_hand,
               std::span<column_claim const> claimed);
  void complain(std::string_view name, std::string const& what, statement const& ours, char const* by_hand);

  struct outcome;
  template <class Execute>
  outcome run(Execute execute);

  pg::connection session_;
  std::size_t agreed_ = 0;
  std::size_t without_rows_ = 0;
  std::size_t failed_alike_ = 0;
  std::size_t complaints_ = 0;
};

}  // namespace generate
