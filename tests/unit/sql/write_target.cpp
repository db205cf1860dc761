// SPDX-License-Identifier: BSL-1.0
// Which parameter is which field's, and what a column of another type is told.
#include <recto/sql/write_target.hpp>

#include <recto/sql/table.hpp>
#include <recto/types/basic.hpp>
#include <support/test.hpp>

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

using recto::detail::field_of_parameter;
using recto::detail::sent_order;
using recto::detail::write_target;

namespace {

struct Part {
  std::string name{};
  std::int64_t id{};
  std::int32_t shown{};
  double weight{};

  static consteval auto schema() {
    return recto::table("parts") | recto::virtual_field<&Part::shown> | recto::source<&Part::weight>("kg");
  }
};

template <sent_order Order>
constexpr write_target target = recto::detail::target_by<Part, Order>;

std::string names(write_target const& of) {
  std::string all;
  for (std::size_t i = 0; recto::field const* const one = field_of_parameter(of, i); ++i) {
    all += one->name;
    all += ' ';
  }
  return all;
}

struct description {
  std::vector<recto::oid> types;
  recto::oid column_type(int column) const { return types.at(static_cast<std::size_t>(column)); }
};

}  // namespace

static_assert(recto::detail::insert_writer<Part, true>::target.order == sent_order::with_key);
static_assert(recto::detail::insert_all_writer<Part, false>::target.order == sent_order::without_key);
static_assert(recto::detail::update_writer<Part>::target.order == sent_order::key_last);

TEST_CASE("parameters are the fields that are sent, in their order") {
  CHECK(names(target<sent_order::with_key>) == "name id weight ");
  CHECK(names(target<sent_order::without_key>) == "name weight ");
  CHECK(names(target<sent_order::key_last>) == "name weight id ");
}

TEST_CASE("every stored column is asked for") {
  CHECK(std::string_view(target<sent_order::without_key>.columns) == R"(SELECT "name", "id", "kg" FROM "parts")");
  CHECK(recto::detail::statement_by<recto::detail::update_writer<Part>>.writes->table == "parts");
  CHECK(recto::detail::statement_by<recto::detail::delete_writer<Part>>.writes == nullptr);
}

TEST_CASE("a column of another type is named") {
  auto const& parts = target<sent_order::with_key>;
  recto::detail::check_target(parts, description{{1043, 20, 701}}, "INSERT");
  try {
    recto::detail::check_target(parts, description{{25, 20, 1700}}, "INSERT");
    FAIL("it passed");
  } catch (recto::error const& error) {
    CHECK(error.kind() == recto::error_kind::type_mismatch);
    CHECK(error.message()
          == "column \"kg\" of \"parts\" has type numeric, but field weight is written as double precision");
    CHECK(error.table() == "parts");
    CHECK(error.column() == "kg");
    CHECK(error.sql() == "INSERT");
    CHECK(!error.ends_transaction());
  }
  CHECK_ERROR(type_mismatch, recto::detail::check_target(parts, description{{25, 23, 701}}, "INSERT"));
  CHECK_ERROR(type_mismatch, recto::detail::check_target(parts, description{{16400, 20, 701}}, "INSERT"));
}
