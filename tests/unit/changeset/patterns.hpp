// SPDX-License-Identifier: BSL-1.0
// What the tests of regular expressions share: compiling one at run time, so that a table may hold hundreds.
#pragma once

#include <recto/changeset/pattern_compile.hpp>
#include <recto/changeset/pattern_program.hpp>
#include <recto/changeset/pattern_run.hpp>
#include <support/test.hpp>

#include <algorithm>
#include <initializer_list>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

namespace recto::test {

/// A program in arrays of exactly the counted sizes, so that a sanitizer sees what is written or read beyond them.
class run_time_pattern {
 public:
  explicit run_time_pattern(std::string_view text) {
    using namespace recto::detail;
    pattern_plan const plan = pattern_compiler{text}.compile();
    REQUIRE(plan.fault == pattern_fault::none);
    states_.resize(plan.states);
    sets_.resize(plan.sets + 1);
    ranges_.resize(plan.ranges + 1);
    pattern_plan const written = pattern_compiler{text, states_.data(), sets_.data(), ranges_.data()}.compile();
    CHECK(written.states == plan.states);
    CHECK(written.sets == plan.sets);
    CHECK(written.ranges == plan.ranges);
    start_ = start_of(states_.data(), sets_.data());
    start_.has_context = plan.has_context;
  }

  bool matches(std::string_view text) const {
    std::unique_ptr<char[]> const copy(new char[text.size()]);
    text.copy(copy.get(), text.size());
    std::vector<std::uint16_t> lists(3 * states_.size());
    std::vector<std::uint64_t> seen(2 * ((states_.size() + 63) / 64));
    recto::detail::pattern_view const view{states_.data(), states_.size(), sets_.data(), ranges_.data(), &start_};
    return recto::detail::run_pattern(view, {copy.get(), text.size()}, lists.data(), seen.data());
  }

  recto::detail::pattern_start const& start() const { return start_; }

 private:
  std::vector<recto::detail::pattern_state> states_;
  std::vector<recto::detail::code_point_set> sets_;
  std::vector<recto::detail::code_point_range> ranges_;
  recto::detail::pattern_start start_;
};

struct pattern_row {
  std::string_view pattern;
  std::vector<std::string_view> matched;
  std::vector<std::string_view> refused;
};

inline void check_patterns(std::initializer_list<pattern_row> rows) {
  for (pattern_row const& row : rows) {
    INFO("pattern: " << row.pattern);
    run_time_pattern const pattern(row.pattern);
    for (std::string_view const text : row.matched) {
      INFO("text: " << text);
      CHECK(pattern.matches(text));
    }
    for (std::string_view const text : row.refused) {
      INFO("text: " << text);
      CHECK_FALSE(pattern.matches(text));
    }
  }
}

}  // namespace recto::test
