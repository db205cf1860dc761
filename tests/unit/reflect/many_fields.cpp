// SPDX-License-Identifier: BSL-1.0
// Structs of 1 to 60 fields: count, names, positions and offsets of every field.
#include <recto/reflect/fields.hpp>
#include <support/test.hpp>

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <utility>

using recto::field_count;
using recto::field_names;

// Ten fields whose names end in the digits 0 to 9, of types of many sizes.
#define RECTO_TEN(p)                  \
  int p##0 {};                        \
  std::string p##1 {};                \
  std::optional<std::string> p##2 {}; \
  bool p##3 {};                       \
  std::int64_t p##4 {};               \
  char p##5 {};                       \
  std::optional<bool> p##6 {};        \
  double p##7 {};                     \
  std::int16_t p##8 {};               \
  std::optional<double> p##9 {};

namespace many {
// clang-format off
struct F1 { int a0{}; };
struct F2 { int a0{}; std::string a1{}; };
struct F3 { int a0{}; std::string a1{}; bool a2{}; };
struct F7 { int a0{}; std::string a1{}; bool a2{}; double a3{}; char a4{}; std::string a5{}; std::int64_t a6{}; };
struct F10 { RECTO_TEN(a) };
struct F11 { RECTO_TEN(a) int b0{}; };
struct F20 { RECTO_TEN(a) RECTO_TEN(b) };
struct F31 { RECTO_TEN(a) RECTO_TEN(b) RECTO_TEN(c) std::string d0{}; };
struct F32 { RECTO_TEN(a) RECTO_TEN(b) RECTO_TEN(c) std::string d0{}; bool d1{}; };
struct F33 { RECTO_TEN(a) RECTO_TEN(b) RECTO_TEN(c) std::string d0{}; bool d1{}; int d2{}; };
struct F40 { RECTO_TEN(a) RECTO_TEN(b) RECTO_TEN(c) RECTO_TEN(d) };
struct F59 { RECTO_TEN(a) RECTO_TEN(b) RECTO_TEN(c) RECTO_TEN(d) RECTO_TEN(e)
             int f0{}, f1{}, f2{}, f3{}, f4{}, f5{}, f6{}, f7{}, f8{}; };
struct F60 { RECTO_TEN(a) RECTO_TEN(b) RECTO_TEN(c) RECTO_TEN(d) RECTO_TEN(e) RECTO_TEN(f) };
// clang-format on
}  // namespace many

using namespace many;

static_assert(field_count<F1> == 1 && field_count<F2> == 2 && field_count<F3> == 3 && field_count<F7> == 7);
static_assert(field_count<F10> == 10 && field_count<F11> == 11 && field_count<F20> == 20);
static_assert(field_count<F31> == 31 && field_count<F32> == 32 && field_count<F33> == 33);
static_assert(field_count<F40> == 40 && field_count<F59> == 59 && field_count<F60> == 60);

template <class T>
consteval bool every_name_is_right() {
  for (std::size_t i = 0; i < field_count<T>; ++i) {
    char const expected[] = {static_cast<char>('a' + i / 10), static_cast<char>('0' + i % 10)};
    if (field_names<T>[i] != std::string_view(expected, 2)) return false;
  }
  return true;
}

static_assert(every_name_is_right<F1>() && every_name_is_right<F2>() && every_name_is_right<F3>());
static_assert(every_name_is_right<F7>() && every_name_is_right<F10>() && every_name_is_right<F11>());
static_assert(every_name_is_right<F20>() && every_name_is_right<F31>() && every_name_is_right<F32>());
static_assert(every_name_is_right<F33>() && every_name_is_right<F40>() && every_name_is_right<F59>());
static_assert(every_name_is_right<F60>());

static_assert(recto::field_index<&F60::a0> == 0 && recto::field_index<&F60::c4> == 24);
static_assert(recto::field_index<&F60::f9> == 59 && recto::field_index<&F33::d2> == 32);
static_assert(std::is_same_v<recto::field_type<F60, 59>, std::optional<double>>);
static_assert(std::is_same_v<recto::field_type<F59, 58>, int>);

template <class T, std::size_t... Index>
void check_fields(T& object, std::index_sequence<Index...>) {
  auto const offset = [&](auto& field) {
    return static_cast<std::size_t>(reinterpret_cast<char*>(&field) - reinterpret_cast<char*>(&object));
  };
  auto const check = [](std::size_t left, std::size_t right) { CHECK(left == right); };
  (check(recto::field_offsets<T>[Index], offset(recto::get_field<Index>(object))), ...);
  std::size_t visited = 0;
  std::size_t last = 0;
  recto::for_each_field(object, [&](auto& field) {
    CHECK((visited == 0 || offset(field) > last));
    last = offset(field);
    ++visited;
  });
  CHECK(visited == sizeof...(Index));
}

TEMPLATE_TEST_CASE("every field is found where it is", "", F1, F2, F3, F7, F10, F11, F20, F31, F32, F33, F40, F59,
                   F60) {
  TestType object{};
  check_fields(object, std::make_index_sequence<field_count<TestType>>{});
}
