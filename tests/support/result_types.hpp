// SPDX-License-Identifier: BSL-1.0
// Asks the server which types expressions have, and holds them against the types that we say they have. Each expression
// is executed by itself, with our text, the parameter types that we would send, and NULL for every value:
//
//     test::typist server("recto_my_test", "create table posts (...);");
//     server.check<Post>(col<&Post::views> + 1, sum(col<&Post::views>));
//
// The tables stay empty, so that nothing is computed but constants of NULL.
#pragma once

#include <recto/pg/connection.hpp>
#include <recto/sql/text.hpp>
#include <support/database.hpp>
#include <support/test.hpp>

#include <array>
#include <string>
#include <type_traits>
#include <vector>

namespace recto::test {

class typist {
 public:
  /// Makes `schema` anew, runs `tables` in it, and drops it in the end.
  typist(std::string const& schema, char const* tables)
      : session_(connection_settings{.conninfo = database_url()}),
        drop_("drop schema if exists " + schema + " cascade") {
    session_.run_script(("set client_min_messages = warning; " + drop_ + "; create schema " + schema
                         + "; set search_path = " + schema + ", public; " + tables)
                            .c_str());
  }
  typist(typist const&) = delete;
  typist& operator=(typist const&) = delete;
  ~typist() {
    if (session_.usable()) session_.run_script(drop_.c_str());
  }

  /// The OIDs of the query's columns, as the server has them.
  template <class Query>
  std::vector<oid> types(Query const&) {
    static_assert(query_verdict<Query>::value);
    using writer = detail::query_writer<detail::statement_kind::select, Query>;
    auto const& which = detail::statement_by<writer>;
    std::array<char const*, detail::text_by<writer>.types.size()> const values{};
    std::array<int, detail::text_by<writer>.types.size()> const lengths{};
    INFO(which.sql);
    auto const answer = session_.execute(which, parameters{values.data(), lengths.data()});
    std::vector<oid> found{};
    for (int column = 0; column < answer.columns(); ++column) found.push_back(answer.column_type(column));
    return found;
  }

  /// Does the server agree about the type of each expression over the table of `Struct`?
  template <class Struct, class... Expressions>
  void check(Expressions const&... expressions) {
    (check_one<Struct>(expressions), ...);
  }

  pg::connection& session() { return session_; }

 private:
  template <class Struct, class Expression>
  void check_one(Expression const& expression) {
    using query = std::remove_cvref_t<decltype(from<Struct> | select(expression))>;
    INFO(sql_of<query>);
    CHECK(types(from<Struct> | select(expression))
          == std::vector<oid>{sql_type_of<typename Expression::value_type>.number});
  }

  pg::connection session_;
  std::string drop_;
};

}  // namespace recto::test
