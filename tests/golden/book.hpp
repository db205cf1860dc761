// SPDX-License-Identifier: BSL-1.0
// What prints the SQL of queries, one a line; with --prepare the server at DATABASE_URL prepares each, with the types of
// parameters that we would send, against tables of its own making.
#pragma once

#include <recto/recto.hpp>
#include <unit/query/document.hpp>

#include <array>
#include <cstdio>
#include <cstdlib>
#include <memory>
#include <string>
#include <string_view>

namespace recto::golden {

inline constexpr char const* tables = R"(
drop schema if exists recto_golden cascade;
create schema recto_golden;
set search_path = recto_golden;
create table users (id bigint primary key, name text not null, email text, age integer not null);
create table posts (id bigint primary key, title text not null, subtitle text, published boolean not null,
  views integer not null, price numeric not null, score double precision not null, state text not null,
  published_at timestamptz, author_id bigint not null);
create table comments (id bigint primary key, post_id bigint not null, user_id bigint, body text not null,
  stars smallint not null);
create table old_posts (like posts);
create table categories (id integer primary key, parent_id integer, name text not null);
create table memberships (user_id bigint, group_id bigint, role text not null, primary key (user_id, group_id));
create table "or""der" (id bigint primary key, "group" text not null, "n""r """ integer not null);
create table readings (id bigint primary key, small smallint not null, medium integer not null, big bigint not null,
  single real not null, twice double precision not null, exact numeric not null, flag boolean not null,
  text text not null, at timestamptz not null, local timestamp not null, day date not null, time time not null,
  span interval not null, key uuid not null, state text not null, bytes bytea not null, list integer[] not null,
  maybe integer);
)";

class book {
 public:
  explicit book(bool prepare) {
    if (!prepare) return;
    char const* const url = std::getenv("DATABASE_URL");
    if (url == nullptr) throw error(error_kind::misuse, "--prepare needs DATABASE_URL");
    session_ = std::make_unique<pg::connection>(connection_settings{.conninfo = url});
    session_->run_script((std::string(tables) + blog::documents).c_str());
  }
  ~book() {
    if (session_ != nullptr && session_->usable()) session_->run_script("drop schema if exists recto_golden cascade");
  }

  template <class Query>
  void read(char const* name, Query const&) {
    static_assert(detail::assert_query<query_verdict<Query>>::value);
    say<detail::query_writer<detail::statement_kind::select, Query>>(name);
  }
  template <class Query>
  void exists(char const* name, Query const&) {
    say<detail::query_writer<detail::statement_kind::exists, Query>>(name);
  }
  template <class Query>
  void count(char const* name, Query const&) {
    say<detail::query_writer<detail::statement_kind::count, Query>>(name);
  }
  template <class Query>
  void update(char const* name, Query const&) {
    static_assert(detail::assert_query<update_verdict<Query>>::value);
    say<detail::query_writer<detail::statement_kind::update, Query>>(name);
  }
  template <class Query>
  void remove(char const* name, Query const&) {
    static_assert(detail::assert_query<delete_verdict<Query>>::value);
    say<detail::query_writer<detail::statement_kind::delete_, Query>>(name);
  }
  template <class Struct>
  void table(std::string const& name) {
    say<detail::get_writer<Struct>>(name + ".get");
    say<detail::insert_writer<Struct, true>>(name + ".insert");
    say<detail::insert_writer<Struct, false>>(name + ".insert_without_key");
    say<detail::insert_all_writer<Struct, true>>(name + ".insert_all");
    say<detail::update_writer<Struct>>(name + ".update");
    say<detail::delete_writer<Struct>>(name + ".delete");
  }

 private:
  template <class Writer>
  void say(std::string const& name) {
    auto const& text = detail::text_by<Writer>;
    std::printf("%s\t%s\n", name.c_str(), text.text.data());
    if (session_ != nullptr) prepare(name, text.text.data(), text.types.data(), text.types.size() - 1);
  }

  void prepare(std::string const& name, char const* sql, oid const* types, std::size_t count) {
    std::string statement = "PREPARE \"" + name + "\"";
    for (std::size_t i = 0; i < count; ++i) statement += (i == 0 ? " (" : ", ") + type_of(types[i]);
    statement += (count > 0 ? ") AS " : " AS ") + std::string(sql);
    try {
      session_->run_script(statement.c_str());
    } catch (error const& refused) {
      throw error(error_kind::query, name + ": " + refused.message() + "\n  " + sql);
    }
  }
  std::string type_of(oid number) {
    auto const answer = session_->execute_unsafe(("select format_type(" + std::to_string(number) + ", null)").c_str());
    return {answer.value(0, 0), static_cast<std::size_t>(answer.length(0, 0))};
  }

  std::unique_ptr<pg::connection> session_{};
};

}  // namespace recto::golden
