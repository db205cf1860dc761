// SPDX-License-Identifier: BSL-1.0
// The named classes of regular expressions, character by character against those of C in its own locale.
#include <recto/changeset/pattern_class.hpp>

#include <support/test.hpp>

#include <cctype>
#include <string_view>

using namespace recto::detail;

namespace {

constexpr bool has(ascii_bits const& bits, int c) { return (bits.words[c / 64] >> (c % 64) & 1) != 0; }

constexpr ascii_bits of(char32_t first, char32_t last) {
  ascii_bits bits;
  bits.add(first, last);
  return bits;
}
static_assert(of(0, 127).words[0] == ~std::uint64_t{0} && of(0, 127).words[1] == ~std::uint64_t{0});
static_assert(of(63, 64).words[0] == std::uint64_t{1} << 63 && of(63, 64).words[1] == 1);
static_assert(of(5, 5).words[0] == 32 && of(5, 5).words[1] == 0 && of(127, 127).words[1] == std::uint64_t{1} << 63);

constexpr ascii_bits folded(std::string_view pairs) {
  ascii_bits bits = ascii_ranges(pairs);
  bits.fold_case();
  return bits;
}
static_assert(folded("AZ").words[1] == ascii_ranges("AZaz").words[1]
              && folded("az").words[1] == ascii_ranges("AZaz").words[1]);
static_assert(folded("@@[`{~").words[1] == ascii_ranges("@@[`{~").words[1]
              && folded("09").words[0] == ascii_ranges("09").words[0]);

static_assert(!class_of_name("letters") && !class_of_name("") && !class_of_escape('q'));
static_assert(may_have_case(0xe9, 0xe9) && may_have_case(0x3b1, 0x3b1) && may_have_case(0x430, 0x430)
              && may_have_case(0x1e900, 0x1e900) && may_have_case(0x61, 0x10ffff) && may_have_case(0xff21, 0xff21));
static_assert(!may_have_case(0x41, 0x7a) && !may_have_case(0x4e2d, 0x4e2d) && !may_have_case(0x1f600, 0x1f64f));

}  // namespace

TEST_CASE("named classes") {
  struct row {
    std::string_view name;
    int (*is)(int);
  };
  for (row const& each : {row{"alpha", std::isalpha}, row{"digit", std::isdigit}, row{"alnum", std::isalnum},
                          row{"upper", std::isupper}, row{"lower", std::islower}, row{"space", std::isspace},
                          row{"blank", std::isblank}, row{"punct", std::ispunct}, row{"print", std::isprint},
                          row{"graph", std::isgraph}, row{"cntrl", std::iscntrl}, row{"xdigit", std::isxdigit}}) {
    INFO(each.name);
    ascii_bits const bits = class_of_name(each.name).value();
    for (int c = 0; c < 128; ++c) CHECK(has(bits, c) == (each.is(c) != 0));
  }
  for (int c = 0; c < 128; ++c) {
    CHECK(has(class_of_name("ascii").value(), c));
    CHECK(has(class_of_name("word").value(), c) == (std::isalnum(c) != 0 || c == '_'));
    CHECK(has(class_of_escape('w')->ascii, c) == (std::isalnum(c) != 0 || c == '_'));
    CHECK(has(class_of_escape('d')->ascii, c) == (std::isdigit(c) != 0));
    CHECK(has(class_of_escape('s')->ascii, c) == (std::isspace(c) != 0));
    CHECK(has(class_of_escape('h')->ascii, c) == (std::isblank(c) != 0));
    CHECK(has(class_of_escape('v')->ascii, c) == (c >= '\n' && c <= '\r'));
  }
}

TEST_CASE("named classes: what is beyond ASCII is in order") {
  for (char const name : {'h', 'v'}) {
    named_class const found = class_of_escape(name).value();
    char32_t last = 0x7f;
    for (std::size_t i = 0; i < found.beyond_count; ++i) {
      CHECK(found.beyond[i].first > last);
      CHECK(found.beyond[i].last >= found.beyond[i].first);
      last = found.beyond[i].last;
    }
  }
}
