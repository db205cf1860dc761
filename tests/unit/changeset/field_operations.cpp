// SPDX-License-Identifier: BSL-1.0
#include <recto/changeset/field_operations.hpp>

#include "forms.hpp"

#include <recto/types/decimal.hpp>
#include <recto/types/json.hpp>

#include <limits>

using namespace recto;
using namespace recto::detail;

namespace {

struct Pair {
  std::string text{};
  std::optional<double> number{};
};
struct Wrapped {
  std::int64_t id{};
  json<Pair> pair{};
  static consteval auto schema() { return table("wrapped"); }
};
// Not comparable, and no column either.
class closed {
 public:
  closed() = default;

  int value() const { return value_; }

 private:
  int value_ = 0;
};

}  // namespace

TEST_CASE("field operations: the same value") {
  CHECK(same_value(1, 1));
  CHECK_FALSE(same_value(1, 2));
  CHECK(same_value(std::string("a"), std::string("a")));
  CHECK_FALSE(same_value(std::string("a"), std::string("A")));
  using maybe = std::optional<int>;
  CHECK(same_value(maybe{}, maybe{}));
  CHECK_FALSE(same_value(maybe{}, maybe{0}));
  CHECK(same_value(maybe{1}, maybe{1}));
  CHECK(same_value(decimal{"1.50"}, decimal{"1.5"}));
  CHECK(same_value(0.0, -0.0));
  CHECK_FALSE(same_value(std::numeric_limits<double>::quiet_NaN(), std::numeric_limits<double>::quiet_NaN()));
  using list = std::vector<maybe>;
  CHECK(same_value(list{1, std::nullopt}, list{1, std::nullopt}));
  CHECK_FALSE(same_value(list{1}, list{1, 2}));
  CHECK_FALSE(same_value(list{1, 2}, list{2, 1}));
  CHECK(same_value(std::vector<bool>{true}, std::vector<bool>{true}));
  CHECK(same_value(Pair{"a", 1}, Pair{"a", 1}));
  CHECK_FALSE(same_value(Pair{"a", 1}, Pair{"a", {}}));
  CHECK(same_value(json(Pair{"a", 1}), json(Pair{"a", 1})));
  CHECK_FALSE(same_value(json(Pair{"a", 1}), json(Pair{"b", 1})));
  CHECK(same_value(json(std::vector<Pair>{{"a", 1}}), json(std::vector<Pair>{{"a", 1}})));
  CHECK_FALSE(same_value(json(std::vector<Pair>{{"a", 1}}), json(std::vector<Pair>{})));
  // what cannot be compared counts as changed
  CHECK_FALSE(same_value(closed{}, closed{}));
}

TEST_CASE("field operations: blank values") {
  CHECK(is_blank_value(std::string()));
  CHECK(is_blank_value(std::string(" \t\u00a0")));
  CHECK_FALSE(is_blank_value(std::string(" a")));
  CHECK(is_blank_value(std::optional<std::string>{}));
  CHECK(is_blank_value(std::optional<std::string>{" "}));
  CHECK_FALSE(is_blank_value(std::optional<int>{0}));
  CHECK(is_blank_value(std::vector<std::byte>{}));
  CHECK_FALSE(is_blank_value(std::vector<std::byte>(1, std::byte{' '})));
  CHECK_FALSE(is_blank_value(0));
  CHECK_FALSE(is_blank_value(false));
  CHECK_ERROR(not_loaded, is_blank_value(belongs_to<forms::Comment>{}));
  belongs_to<forms::Comment> none;
  none.load(std::nullopt);
  CHECK(is_blank_value(none));
}

TEST_CASE("field operations: the table of a struct") {
  auto const& fields = changeset_fields_of<forms::Post>;
  CHECK(fields.name == "Post");
  REQUIRE(fields.count == field_count<forms::Post>);
  CHECK((fields[0].name == "id" && fields[0].is_key && !fields[0].is_redacted));
  CHECK((fields[1].name == "title" && !fields[1].is_key));
  CHECK(fields[field_index<&forms::Post::password>].is_redacted);
  forms::Post one{.title = "a"};
  forms::Post const other{.title = "b", .upvotes = 3};
  for (changeset_field const& field : fields)
    field.how->assign(reinterpret_cast<char*>(&one) + field.offset,
                      reinterpret_cast<char const*>(&other) + field.offset);
  CHECK((one.title == "b" && one.upvotes == 3));
  for (changeset_field const& field : fields)
    CHECK(field.how->same(reinterpret_cast<char*>(&one) + field.offset,
                          reinterpret_cast<char const*>(&other) + field.offset));
  // one table of operations for each type of field, whichever struct has it
  CHECK(changeset_fields_of<forms::Comment>[1].how == fields[1].how);
  CHECK(fields[1].how->is_zero == nullptr);
  CHECK(fields[0].how->is_zero != nullptr);
}
