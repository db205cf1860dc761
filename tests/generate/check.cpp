// SPDX-License-Identifier: BSL-1.0
#include <generate/check.hpp>
#include <support/database.hpp>

#include <algorithm>
#include <cstdio>
#include <utility>

namespace generate {

namespace {

constexpr char const* drop = "drop schema if exists recto_generate cascade";

constexpr char const* tables = R"(
set client_min_messages = warning;
drop schema if exists recto_generate cascade;
create schema recto_generate;
set search_path = recto_generate;
create table authors (id bigint primary key, name text not null, nick text, age integer not null, level smallint,
  rating double precision not null, weight real, fee numeric not null, active boolean not null, born date not null,
  joined timestamptz not null, seen timestamp, tags text[] not null);
create table books (id bigint primary key, author_id bigint not null, editor_id bigint, title text not null, subtitle text,
  pages integer not null, price numeric, sold bigint not null, printed boolean, on_sale date, added timestamptz not null,
  length interval not null, meta jsonb not null, binding jsonb not null, codes integer[] not null);
create table reviews (id bigint primary key, book_id bigint not null, author_id bigint, stars smallint not null,
  body text not null, score double precision, factor real not null, at timestamp not null, hour time not null,
  pause interval, marks text[], extra jsonb);
create table shelves (room integer, number integer, label text not null, book_id bigint, primary key (room, number));
create table nodes (id integer primary key, parent_id integer, name text not null);

insert into authors select i, (array['Ada', 'Bob', 'a_b', '100%', ''])[1 + i % 5], case when i % 3 > 0 then 'n' || i % 4 end,
  20 + i * 7 % 40, case when i % 4 > 0 then i % 5 end, i * 0.5, case when i % 2 = 0 then i * 0.25 end,
  (i * 1.10)::numeric(8, 2), i % 3 > 0, date '1990-01-01' + i * 37, timestamptz '2024-02-28 22:10:00+00' + i * interval '7 hours',
  case when i % 3 <> 1 then timestamp '2024-01-31 05:06:07' + i * interval '1 day' end,
  case i % 3 when 0 then '{}' when 1 then '{a,b}' else '{x}' end::text[] from generate_series(1, 7) i;
insert into books select i, 1 + i % 5, case when i % 3 > 0 then 1 + i % 4 end,
  (array['Red', 'Blue', 'red', 'Sea of cats'])[1 + i % 4], case when i % 2 = 0 then 'sub' || i end, 100 + i * 13 % 50,
  case when i % 4 > 0 then i * 2.50 end, i * 1000, case when i % 3 > 0 then i % 2 = 0 end,
  case when i % 5 > 0 then date '2023-12-30' + i end, timestamptz '2024-01-01 00:00:00+00' + i * interval '31 hours',
  i * interval '1 day 2 hours', jsonb_build_object('a', i, 'b', jsonb_build_array('x', i % 2), 'name', 'm' || i),
  jsonb_build_object('name', 'cloth', 'size', i), array[i, i % 3] from generate_series(1, 9) i;
insert into reviews select i, 1 + i * 5 % 9, case when i % 4 > 0 then 1 + i % 7 end, i % 5, (array['good', 'bad', 'so_so'])[1 + i % 3],
  case when i % 3 > 0 then i * 0.75 end, i * 0.5, timestamp '2024-03-01 00:00:00' + i * interval '5 hours',
  time '01:00' + i * interval '1 hour', case when i % 2 = 0 then i * interval '1 minute' end,
  case when i % 3 > 0 then array['m' || i % 2] end, case when i % 2 > 0 then '{"a": null, "b": [1]}'::jsonb end
  from generate_series(1, 11) i;
insert into shelves select i % 3, i, (array['top', 'low'])[1 + i % 2], case when i % 3 > 0 then i end from generate_series(1, 8) i;
insert into nodes values (1, null, 'root'), (2, 1, 'left'), (3, 1, 'right'), (4, 2, 'leaf'), (5, 4, 'end'), (6, null, 'alone');
analyze;
begin;
)";

constexpr char const* contents = R"(select md5(concat((select string_agg(t::text, ',' order by id) from authors t),
  (select string_agg(t::text, ',' order by id) from books t), (select string_agg(t::text, ',' order by id) from reviews t),
  (select string_agg(t::text, ',' order by room, number) from shelves t),
  (select string_agg(t::text, ',' order by id) from nodes t))))";

std::string cell(auto const& answer, int row, int column) {
  if (answer.is_null(row, column)) return "NULL";
  return '=' + std::string(answer.value(row, column), static_cast<std::size_t>(answer.length(row, column)));
}

}  // namespace

/// What a statement did.
struct checker::outcome {
  std::string state{};  ///< SQLSTATE where it failed
  std::string message{};
  std::vector<oid> types{};
  std::vector<std::vector<std::string>> rows{};  ///< sorted, because most queries have no order
  std::int64_t affected = 0;
  std::string contents{};  ///< of all tables afterwards
};

checker::checker() : session_(connection_settings{.conninfo = recto::test::database_url()}) {
  session_.run_script(tables);
}

checker::~checker() {
  try {
    session_.run_script("rollback");
    session_.run_script(drop);
  } catch (error const& failure) {
    std::fprintf(stderr, "the schema recto_generate was left behind: %s\n", failure.what());
  }
}

template <class Execute>
checker::outcome checker::run(Execute execute) {
  outcome found{};
  session_.run_script("savepoint one");
  try {
    auto const answer = execute();
    for (int column = 0; column < answer.columns(); ++column) found.types.push_back(answer.column_type(column));
    for (int row = 0; row < answer.rows(); ++row) {
      auto& cells = found.rows.emplace_back();
      for (int column = 0; column < answer.columns(); ++column) cells.push_back(cell(answer, row, column));
    }
    std::sort(found.rows.begin(), found.rows.end());
    found.affected = answer.affected();
    found.contents = cell(session_.execute_unsafe(contents), 0, 0);
  } catch (error const& failure) {
    found.state = std::string(failure.sqlstate());
    found.message = failure.what();
    if (found.state.empty()) found.state = "none";
  }
  session_.run_script("rollback to savepoint one");
  return found;
}

void checker::complain(std::string_view name, std::string const& what, statement const& ours, char const* by_hand) {
  ++complaints_;
  std::printf("%.*s: %s\n  recto:   %s\n  by hand: %s\n", static_cast<int>(name.size()), name.data(), what.c_str(),
              ours.sql, by_hand);
}

void checker::compare(std::string_view name, statement const& ours, parameters values, char const* by_hand,
                      std::span<column_claim const> claimed) {
  outcome const mine = run([&] { return session_.execute(ours, values); });
  outcome const other = run([&] { return session_.execute_unsafe(by_hand); });
  // A division by zero and its like are the values' fault; whether a server comes upon one may depend on its plan.
  bool const mine_failed = mine.state.starts_with("22") || mine.state.starts_with("21");
  bool const other_failed = other.state.starts_with("22") || other.state.starts_with("21");
  if (!mine.state.empty() && !mine_failed) return complain(name, mine.message, ours, by_hand);
  if (!other.state.empty() && !other_failed) return complain(name, "by hand: " + other.message, ours, by_hand);
  if (mine_failed || other_failed) {
    if (mine.state != other.state)
      return complain(name, "only one of the two fails: " + mine.message + other.message, ours, by_hand);
    ++failed_alike_;
    return;
  }
  std::size_t column = 0;
  for (column_claim const& claim : claimed) {
    if (claim.type != 0 && (column >= mine.types.size() || mine.types[column] != claim.type))
      return complain(name, "column " + std::to_string(column + 1) + " has another type", ours, by_hand);
    if (!claim.nullable)
      for (auto const& row : mine.rows)
        if (row[column] == "NULL")
          return complain(name, "column " + std::to_string(column + 1) + " is NULL and must not be", ours, by_hand);
    column += claim.width;
  }
  if (column != mine.types.size()) return complain(name, "another number of columns", ours, by_hand);
  if (mine.rows != other.rows || mine.affected != other.affected)
    return complain(name,
                    "other rows: " + std::to_string(mine.affected) + ", by hand " + std::to_string(other.affected),
                    ours, by_hand);
  if (mine.contents != other.contents) return complain(name, "the tables differ afterwards", ours, by_hand);
  ++agreed_;
  without_rows_ += mine.affected == 0;
}

bool checker::report() const {
  std::printf("%zu queries agree with SQL by hand (%zu of them on no rows), %zu fail alike on their values\n", agreed_,
              without_rows_, failed_alike_);
  std::printf("test cases: %zu | %zu passed | %zu failed\n", agreed_ + failed_alike_ + complaints_,
              agreed_ + failed_alike_, complaints_);
  return complaints_ == 0 && agreed_ > 0;
}

}  // namespace generate
