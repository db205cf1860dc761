// SPDX-License-Identifier: BSL-1.0
// Programs of regular expressions as constants, and where their matches can begin.
#include <recto/changeset/pattern_program.hpp>

#include <support/test.hpp>

using namespace recto::detail;

namespace {

constexpr pattern_program<4, 0, 0> anchored{"^ab"};
static_assert(anchored.states[0].op == pattern_op::text_begin && anchored.states[1].argument == 'a'
              && anchored.states[3].op == pattern_op::accept);
static_assert(anchored.start.only_at_begin && !anchored.start.has_context);

constexpr pattern_program<5, 1, 1> word{R"(\b[b-d\x{e9}]a)"};
static_assert(!word.start.only_at_begin && word.start.needs_first && word.start.has_context);
static_assert(word.start.first_ascii[0] == 0 && word.start.first_ascii[1] == 7ull << ('b' - 64));
static_assert(word.start.first_beyond && word.ranges[0].first == 0xe9);

constexpr pattern_program<4, 0, 0> either{"(?i)q?z"};
static_assert(either.start.first_ascii[1]
              == (1ull << ('q' - 64) | 1ull << ('Q' - 64) | 1ull << ('z' - 64) | 1ull << ('Z' - 64)));

constexpr pattern_program<3, 0, 0> anything{"a?"};
static_assert(!anything.start.needs_first && !anything.start.only_at_begin);

constexpr pattern_program<2, 0, 0> dot{"."};
static_assert(dot.start.needs_first && dot.start.first_beyond && dot.start.first_ascii[1] == ~std::uint64_t{0});

}  // namespace

TEST_CASE("a program as a constant runs") {
  std::uint16_t lists[15];
  std::uint64_t seen[2];
  pattern_view const view{word.states, 5, word.sets, word.ranges, &word.start};
  CHECK(run_pattern(view, "x \u00e9a", lists, seen) == false);  // \u00e9 is no word character
  CHECK(run_pattern(view, "x\u00e9a", lists, seen));
  CHECK(run_pattern(view, "- ca", lists, seen));
  CHECK_FALSE(run_pattern(view, "xca", lists, seen));
}
