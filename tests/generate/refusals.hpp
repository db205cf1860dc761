// SPDX-License-Identifier: BSL-1.0
// What a generated query that makes no sense is held against: the verdict on it names the rule that was broken.
#pragma once

#include <generate/schema.hpp>

#include <cstddef>
#include <cstdio>
#include <type_traits>

namespace generate {

using namespace recto;
using namespace library;

template <class Verdict>
struct rule_of {
  using type = void;
};
template <class Why, fixed_string... Subjects>
struct rule_of<failed<Why, Subjects...>> {
  using type = Why;
};

class refusals {
 public:
  template <class Rule, class Verdict>
  void expect(char const* name, Verdict) {
    count(name, !Verdict::value, std::is_same_v<typename rule_of<Verdict>::type, Rule>);
  }

  /// Prints what was found; true if all is well.
  bool report() const {
    std::printf("test cases: %zu | %zu passed | %zu failed\n", refused_ + missed_, refused_, missed_);
    return missed_ == 0 && refused_ > 0;
  }

 private:
  void count(char const* name, bool refused, bool by_that_rule) {
    if (!by_that_rule) std::printf("%s: %s\n", name, refused ? "refused by another rule" : "accepted");
    (by_that_rule ? refused_ : missed_) += 1;
  }

  std::size_t refused_ = 0;
  std::size_t missed_ = 0;
};

}  // namespace generate
