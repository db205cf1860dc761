// SPDX-License-Identifier: BSL-1.0
#include <recto/schema/field.hpp>
#include <support/test.hpp>

// A field of which nothing is said is a column, and nothing more.
static_assert(recto::field{}.is_stored);
static_assert([] {
  recto::field const plain{.name = "title", .column = "title"};
  return !plain.is_key && !plain.is_generated && !plain.is_nullable && !plain.is_association && !plain.is_read_back
      && !plain.is_redacted && !plain.is_inserted_at && !plain.is_updated_at && !plain.is_array && !plain.is_text_format
      && !plain.is_column_type && plain.type == recto::sql_type{};
}());

TEST_CASE("a field is a plain value") {
  recto::field one{.name = "id", .column = "post_id"};
  recto::field const copy = one;
  one.is_key = true;
  CHECK(one.is_key);
  CHECK_FALSE(copy.is_key);
  CHECK(copy.column == "post_id");
}
