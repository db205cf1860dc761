// SPDX-License-Identifier: BSL-1.0
// What counts as a rule.
#include <recto/changeset/cast_rule.hpp>

#include <support/test.hpp>

#include <string_view>

using recto::cast_input;
using recto::detail::cast_outcome;

namespace library {

struct ruled {
  std::string_view text{};
};
struct unruled {};
struct misruled {};

}  // namespace library

using namespace library;

template <>
struct recto::detail::cast_rule<ruled> {
  static constexpr std::string_view name = "ruled";
  static cast_outcome read(cast_input const& input, ruled& out) {
    out.text = input.text;
    return made_if(input.kind == input_kind::text);
  }
};
template <>
struct recto::detail::cast_rule<misruled> {
  static bool read(cast_input const&, misruled&);
};

static_assert(recto::detail::has_cast_rule<ruled>);
static_assert(!recto::detail::has_cast_rule<unruled>);
static_assert(!recto::detail::has_cast_rule<misruled>);
static_assert(recto::detail::made_if(true) == cast_outcome::made);
static_assert(recto::detail::made_if(false) == cast_outcome::refused);

TEST_CASE("a rule reads an input") {
  ruled value;
  CHECK(recto::detail::cast_rule<ruled>::read("text", value) == cast_outcome::made);
  CHECK(value.text == "text");
  CHECK(recto::detail::cast_rule<ruled>::read(1, value) == cast_outcome::refused);
}
