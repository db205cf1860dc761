// SPDX-License-Identifier: BSL-1.0
// What regular expressions are compiled into, state by state.
#include <recto/changeset/pattern_writer.hpp>

#include <support/test.hpp>

#include <string>

using namespace recto::detail;

namespace {

struct written {
  pattern_state states[16]{};
  code_point_set sets[2]{};
  code_point_range ranges[8]{};
  pattern_writer out{states, sets, ranges};

  /// One word for each state: a character as it is, `s` for a split and `j` for a jump with their argument.
  std::string text() const {
    std::string said;
    for (std::size_t i = 0; i < out.next_state(); ++i) {
      if (!said.empty()) said += ' ';
      if (states[i].op == pattern_op::character) said += static_cast<char>(states[i].argument);
      else said += (states[i].op == pattern_op::split ? "s" : "j") + std::to_string(states[i].argument);
    }
    return said;
  }
};

std::string repeated(std::size_t least, std::size_t most) {
  written program;
  program.out.append(pattern_op::character, 'a');
  std::size_t const begin = program.out.next_state();
  program.out.append(pattern_op::character, 'b');
  program.out.append(pattern_op::character, 'c');
  program.out.repeat(begin, least, most);
  // A writer without arrays counts the same.
  pattern_writer counted;
  for (char const c : {'a', 'b', 'c'}) counted.append(pattern_op::character, static_cast<std::size_t>(c));
  counted.repeat(1, least, most);
  CHECK(counted.next_state() == program.out.next_state());
  CHECK(counted.most_states() == program.out.most_states());
  return program.text();
}

}  // namespace

TEST_CASE("writer: repeats") {
  CHECK(repeated(1, 1) == "a b c");
  CHECK(repeated(3, 3) == "a b c b c b c");
  CHECK(repeated(0, 0) == "a");
  CHECK(repeated(0, 1) == "a s3 b c");
  CHECK(repeated(0, 3) == "a s9 b c s6 b c s3 b c");
  CHECK(repeated(1, 2) == "a b c s3 b c");
  CHECK(repeated(2, 4) == "a b c b c s6 b c s3 b c");
  CHECK(repeated(0, pattern_writer::unbounded) == "a s4 b c j-3");
  CHECK(repeated(1, pattern_writer::unbounded) == "a b c s-2");
  CHECK(repeated(2, pattern_writer::unbounded) == "a b c b c s-2");
}

TEST_CASE("writer: insert and land") {
  written program;
  program.out.append(pattern_op::character, 'a');
  program.out.insert(0, pattern_op::split, 3);
  program.out.append(pattern_op::jump, 0);
  CHECK(program.text() == "s3 a j0");
  program.out.append(pattern_op::character, 'b');
  program.out.insert(3, pattern_op::split, 3);
  program.out.append(pattern_op::jump, 2);
  program.out.append(pattern_op::character, 'c');
  program.out.land(5, 2);
  CHECK(program.text() == "s3 a j5 s3 b j2 c");
}

TEST_CASE("writer: sets") {
  written program;
  code_point_set set = program.out.new_set();
  program.out.add_range(set, 'a', 'b');
  program.out.add_range(set, '~', 0x90);
  program.out.add_class(set, *class_of_escape('v'), true);
  program.out.append_set(set);
  CHECK(set.first_range == 0);
  REQUIRE(set.ranges == 4);
  CHECK(program.out.ranges() == 4);
  CHECK(program.out.sets() == 1);
  CHECK((program.ranges[0].first == 0x80 && program.ranges[0].last == 0x90));
  CHECK((program.ranges[1].first == 0x80 && program.ranges[1].last == 0x84));
  CHECK((program.ranges[2].first == 0x86 && program.ranges[2].last == 0x2027));
  CHECK((program.ranges[3].first == 0x202a && program.ranges[3].last == 0x10ffff));
  CHECK(set.ascii[0] == ~std::uint64_t{0x3c00});
  CHECK(program.out.new_set().first_range == 4);
}

TEST_CASE("writer: is full once there is too much") {
  pattern_writer out;
  for (std::size_t i = 0; i < most_pattern_states; ++i) out.append(pattern_op::any);
  CHECK_FALSE(out.is_full());
  out.append(pattern_op::any);
  CHECK(out.is_full());
  CHECK(out.next_state() == most_pattern_states);

  for (std::size_t const count : {most_pattern_states, most_pattern_states + 1, ~std::size_t{0} - 1}) {
    pattern_writer repeated;
    repeated.append(pattern_op::any);
    repeated.append(pattern_op::any);
    repeated.repeat(0, count, count);
    CHECK(repeated.is_full());
  }
}
