// SPDX-License-Identifier: BSL-1.0
// Text, bytes and UUIDs, and what is blank.
#include <recto/changeset/cast_text.hpp>

#include "casts.hpp"

#include <recto/types/literal.hpp>

#include <random>

using namespace recto;
using namespace recto::test;
using recto::detail::is_blank;

static_assert(is_blank("") && is_blank(" ") && is_blank(" \t\r\n\v\f"));
static_assert(is_blank("\u0085\u00a0\u1680\u2000\u200a\u2028\u2029\u202f\u205f\u3000"));
static_assert(!is_blank("a") && !is_blank("  a") && !is_blank("a  ") && !is_blank("\u00e9"));
static_assert(!is_blank("\u200b") && !is_blank("\xe2\x80") && !is_blank("\xc2")
              && !is_blank(std::string_view("\0", 1)));

namespace {

std::vector<std::byte> bytes_of(std::string_view text) {
  auto const* first = reinterpret_cast<std::byte const*>(text.data());
  return {first, first + text.size()};
}

using boost::uuids::uuid;
uuid const example{{0x60, 0x1d, 0x74, 0xe4, 0xa8, 0xd3, 0x4b, 0x6e, 0x83, 0x65, 0xed, 0xdb, 0x4c, 0x89, 0x33, 0x27}};

}  // namespace

TEST_CASE("cast to text") {
  check_taken<std::string>(
      {{"", ""}, {"  kept  ", "  kept  "}, {"12", "12"}, {"caf\u00e9 \U0001f600", "caf\u00e9 \U0001f600"}});
  check_refused<std::string>("string", {12, 1.5, true, std::string_view("a\0b", 3), "caf\xe9", "\xe2\x82",
                                        "\xed\xa0\x80", "\xc0\x80", "\xff", empty_list, empty_map});
  std::string const large = megabyte_of("\u20ac");
  CHECK(cast_value<std::string>(large) == large);
  CHECK_FALSE(cast_value<std::string>(large + '\xe2'));
}

TEST_CASE("cast to bytes") {
  check_taken<std::vector<std::byte>>({{"", {}},
                                       {"caf\xe9", bytes_of("caf\xe9")},
                                       {std::string_view("a\0b", 3), bytes_of(std::string_view("a\0b", 3))}});
  check_refused<std::vector<std::byte>>("binary", {12, 1.5, true, empty_list, list_of_null, empty_map});
}

TEST_CASE("cast to a UUID") {
  check_taken<uuid>({{"601d74e4-a8d3-4b6e-8365-eddb4c893327", example},
                     {"601D74E4-A8D3-4B6E-8365-EDDB4C893327", example},
                     {"601d74E4-a8D3-4b6E-8365-edDB4c893327", example},
                     {"\x60\x1d\x74\xe4\xa8\xd3\x4b\x6e\x83\x65\xed\xdb\x4c\x89\x33\x27", example},
                     {"00000000-0000-0000-0000-000000000000", uuid{}}});
  check_refused<uuid>("uuid", {"", "601d74e4a8d34b6e8365eddb4c893327", "{601d74e4-a8d3-4b6e-8365-eddb4c893327}",
                               "601d74e4-a8d3-4b6e-8365-eddb4c89332", "601d74e4-a8d3-4b6e-8365-eddb4c8933277",
                               "601d74e4-a8d3-4b6e-8365-eddb4c89332g", "601d74e4-a8d3-4b6e-8365_eddb4c893327",
                               "601d74e-4a8d3-4b6e-8365-eddb4c893327", " 601d74e4-a8d3-4b6e-8365-eddb4c89332",
                               "-01d74e4-a8d3-4b6e-8365-eddb4c893327", "0x1d74e4-a8d3-4b6e-8365-eddb4c893327",
                               "0123456789abcde", "0123456789abcdefg", 16, 1.0, true, empty_list, empty_map});
  CHECK_FALSE(cast_value<uuid>(megabyte_of("6")));
}

TEST_CASE("a UUID's text is cast to the UUID") {
  std::mt19937_64 random(1);
  for (int i = 0; i < 2'000; ++i) {
    uuid value{};
    for (auto& byte : value) byte = static_cast<unsigned char>(random());
    std::string text;
    append_literal(text, value);
    INFO(text);
    CHECK(cast_exactly<uuid>(text) == value);
    for (char& c : text) c = c >= 'a' ? static_cast<char>(c - 'a' + 'A') : c;
    CHECK(cast_exactly<uuid>(text) == value);
    CHECK(cast_exactly<uuid>(std::string_view(reinterpret_cast<char const*>(value.begin()), 16)) == value);
  }
}
