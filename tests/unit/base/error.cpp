// SPDX-License-Identifier: BSL-1.0
#include <recto/base/error.hpp>
#include <support/test.hpp>

#include <string>
#include <type_traits>
#include <utility>

using recto::error;
using recto::error_fields;
using recto::error_kind;

static_assert(std::is_base_of_v<std::exception, error>);
// An exception that throws while it is copied ends the program.
static_assert(std::is_nothrow_copy_constructible_v<error> && std::is_nothrow_move_constructible_v<error>);

TEST_CASE("an error says what it was given") {
  error const thrown(error_fields{.kind = error_kind::constraint,
                                  .message = "refused",
                                  .sqlstate = "23505",
                                  .detail = "a detail",
                                  .hint = "a hint",
                                  .schema = "public",
                                  .table = "posts",
                                  .column = "title",
                                  .constraint = "posts_title_index",
                                  .sql = "INSERT INTO \"posts\"",
                                  .position = 7});
  CHECK(thrown.kind() == error_kind::constraint);
  CHECK(std::string(thrown.what()) == "refused");
  CHECK(thrown.message() == "refused");
  CHECK(thrown.sqlstate() == "23505");
  CHECK(thrown.detail() == "a detail");
  CHECK(thrown.hint() == "a hint");
  CHECK(thrown.schema() == "public");
  CHECK(thrown.table() == "posts");
  CHECK(thrown.column() == "title");
  CHECK(thrown.constraint() == "posts_title_index");
  CHECK(thrown.sql() == "INSERT INTO \"posts\"");
  CHECK(thrown.position() == 7);
  CHECK(thrown.fields().message == "refused");
}

TEST_CASE("what is not known is empty") {
  error const thrown(error_kind::misuse, "wrong");
  CHECK(thrown.kind() == error_kind::misuse);
  CHECK(thrown.message() == "wrong");
  CHECK((thrown.sqlstate() + thrown.detail() + thrown.hint() + thrown.table() + thrown.sql()).empty());
  CHECK(thrown.position() == 0);
}

TEST_CASE("a copy shares its text and outlives the original") {
  error copy(error_kind::query, "");
  {
    error const original(error_kind::timeout, "too late");
    copy = original;
    CHECK(copy.what() == original.what());
  }
  CHECK(copy.message() == "too late");
  error const moved = std::move(copy);
  CHECK(moved.kind() == error_kind::timeout);
}

TEST_CASE("questions of an error") {
  auto const with = [](error_kind kind, std::string sqlstate) {
    return error(error_fields{.kind = kind, .sqlstate = std::move(sqlstate)});
  };
  CHECK(with(error_kind::query, "40001").retryable());
  CHECK(with(error_kind::query, "40P01").retryable());
  CHECK_FALSE(with(error_kind::query, "40002").retryable());
  CHECK_FALSE(with(error_kind::constraint, "23505").retryable());
  CHECK_FALSE(with(error_kind::no_results, "").retryable());

  CHECK(with(error_kind::connection, "").ends_connection());
  CHECK(with(error_kind::connection, "57P01").ends_connection());
  CHECK_FALSE(with(error_kind::timeout, "57014").ends_connection());

  CHECK(with(error_kind::constraint, "23505").ends_transaction());
  CHECK(with(error_kind::connection, "").ends_transaction());
  CHECK_FALSE(with(error_kind::no_results, "").ends_transaction());
  CHECK_FALSE(with(error_kind::invalid_value, "").ends_transaction());
}
