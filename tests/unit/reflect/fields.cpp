// SPDX-License-Identifier: BSL-1.0
#include <recto/reflect/fields.hpp>
#include <support/test.hpp>

#include <array>
#include <cstddef>
#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <type_traits>
#include <vector>

using recto::field_count;
using recto::field_index;
using recto::field_names;
using recto::field_offsets;
using recto::field_type;
using recto::member_name;
using recto::member_type;
using recto::owner_of;
using recto::short_type_name;

namespace {

using names2 = std::array<std::string_view, 2>;
using names3 = std::array<std::string_view, 3>;

}  // namespace

namespace reflected::deep {

struct Inner {
  int a{};
  double b{};
};

struct Plain {
  std::int64_t id{};
  std::string title{};
  std::optional<std::string> note{};
  Inner inner{};  // a nested aggregate is one field
  std::vector<int> list{};
  std::array<int, 3> three{};
};

struct One {
  std::string only{};
};

// Wrappers that are no aggregates, of types that are never defined: the shape of has_many<Comment>.
struct Never;
template <class T>
class wrapper {
 public:
  wrapper() noexcept {}

 private:
  T* pointer_ = nullptr;
};
struct Wrapping {
  wrapper<Never> first{};
  std::unique_ptr<int> owned{};
  wrapper<Wrapping> itself{};
};

// Words of SQL, words that look like other things, and every kind of character that a name may have.
struct Select {
  int from{};
  int where{};
  int order{};
  int group_{};
  int x{};
  int T{};
  int value{};
  int Pointer{};
  int a1{};
  int grÖße{};
  int 数{};
};

template <class T>
struct Generic {
  T first{};
  std::optional<T> second{};
};

template <class T>
struct Outer {
  struct Nested {
    T held{};
  };
};

struct Holder {
  struct Part {
    int here{};
    int there{};
  };
};

struct Padded {
  char a{};
  std::int64_t b{};
  char c{};
  std::int16_t d{};
  bool e{};
  double f{};
};

struct Empty {};
struct WithEmpty {
  int before{};
  Empty nothing{};
  int after{};
};

struct Constants {
  static constexpr int shared = 1;
  static consteval auto schema() { return 1; }
  int id{};
  int count() const { return id; }
  int more{};
};

}  // namespace reflected::deep

namespace {

struct Hidden {
  int h0{};
  std::string h1{};
};

}  // namespace

struct Global {
  int g{};
  int g_{};
};

using namespace reflected::deep;

// count
static_assert(field_count<One> == 1);
static_assert(field_count<Plain> == 6);
static_assert(field_count<Wrapping> == 3);
static_assert(field_count<Select> == 11);
static_assert(field_count<Hidden> == 2);
static_assert(field_count<Constants> == 2);
static_assert(field_count<Holder::Part> == 2);
static_assert(field_count<Outer<int>::Nested> == 1);
static_assert(field_count<WithEmpty> == 3);

// types
static_assert(std::is_same_v<field_type<Plain, 0>, std::int64_t>);
static_assert(std::is_same_v<field_type<Plain, 1>, std::string>);
static_assert(std::is_same_v<field_type<Plain, 2>, std::optional<std::string>>);
static_assert(std::is_same_v<field_type<Plain, 3>, Inner>);
static_assert(std::is_same_v<field_type<Plain, 4>, std::vector<int>>);
static_assert(std::is_same_v<field_type<Plain, 5>, std::array<int, 3>>);
static_assert(std::is_same_v<field_type<Wrapping, 0>, wrapper<Never>>);
static_assert(std::is_same_v<field_type<Generic<bool>, 1>, std::optional<bool>>);

// names
static_assert(field_names<One>[0] == "only");
static_assert(field_names<Plain> == std::array<std::string_view, 6>{"id", "title", "note", "inner", "list", "three"});
static_assert(field_names<Wrapping> == names3{"first", "owned", "itself"});
static_assert(field_names<Select>
              == std::array<std::string_view, 11>{"from", "where", "order", "group_", "x", "T", "value", "Pointer",
                                                  "a1", "grÖße", "数"});
static_assert(field_names<Generic<std::string>> == names2{"first", "second"});
static_assert(field_names<Generic<Generic<Hidden>>> == names2{"first", "second"});
static_assert(field_names<Outer<Plain>::Nested>[0] == "held");
static_assert(field_names<Holder::Part> == names2{"here", "there"});
static_assert(field_names<Hidden> == names2{"h0", "h1"});
static_assert(field_names<Global> == names2{"g", "g_"});
static_assert(field_names<Constants> == names2{"id", "more"});
static_assert(field_names<WithEmpty> == names3{"before", "nothing", "after"});

// pointer to member -> field
static_assert(std::is_same_v<owner_of<&Plain::title>, Plain>);
static_assert(std::is_same_v<member_type<&Plain::title>, std::string>);
static_assert(std::is_same_v<member_type<&Plain::note>, std::optional<std::string>>);
static_assert(field_index<&Plain::id> == 0 && field_index<&Plain::inner> == 3 && field_index<&Plain::three> == 5);
static_assert(field_index<&Wrapping::itself> == 2);
static_assert(field_index<&Select::x> == 4 && field_index<&Select::数> == 10);
static_assert(field_index<&Generic<int>::second> == 1);
static_assert(field_index<&Hidden::h1> == 1);
static_assert(field_index<&WithEmpty::after> == 2);
static_assert(member_name<&Plain::title> == "title");
static_assert(member_name<&Select::from> == "from");
static_assert(member_name<&Select::Pointer> == "Pointer");
static_assert(member_name<&Select::grÖße> == "grÖße");
static_assert(member_name<&Generic<Generic<int>>::second> == "second");
static_assert(member_name<&Outer<int>::Nested::held> == "held");
static_assert(member_name<&Hidden::h1> == "h1");
static_assert(member_name<&Global::g_> == "g_");

// names of types
static_assert(short_type_name<Plain> == "Plain");
static_assert(short_type_name<Global> == "Global");
static_assert(short_type_name<Hidden> == "Hidden");
static_assert(short_type_name<Holder::Part> == "Part");
static_assert(short_type_name<Generic<Plain>> == "Generic");
static_assert(short_type_name<Generic<Generic<Hidden>>> == "Generic");
static_assert(short_type_name<Outer<Plain>::Nested> == "Nested");
static_assert(short_type_name<Generic<Outer<int>::Nested>> == "Generic");
static_assert(short_type_name<int> == "int");
static_assert(recto::type_name<Plain> == "reflected::deep::Plain");

// offsets: those that the compiler uses, padding and all
static_assert(field_offsets<Padded>
              == std::array<std::size_t, 6>{offsetof(Padded, a), offsetof(Padded, b), offsetof(Padded, c),
                                            offsetof(Padded, d), offsetof(Padded, e), offsetof(Padded, f)});
static_assert(field_offsets<One>[0] == 0);
static_assert(recto::detail::tuple_offset<std::tuple<int>, 0> == 0);

template <class T>
void check_offsets() {
  T object{};
  std::size_t index = 0;
  recto::for_each_field(object, [&](auto& field) {
    auto const distance = reinterpret_cast<char*>(&field) - reinterpret_cast<char*>(&object);
    CHECK(field_offsets<T>[index++] == static_cast<std::size_t>(distance));
  });
  CHECK(index == field_count<T>);
}

TEST_CASE("offsets are where the fields are") {
  check_offsets<Plain>();
  check_offsets<Wrapping>();
  check_offsets<Select>();
  check_offsets<Padded>();
  check_offsets<WithEmpty>();
  check_offsets<Generic<std::string>>();
  check_offsets<Hidden>();
}

TEST_CASE("offsets of the parts of a tuple are where they are") {
  using tuple = std::tuple<char, std::string, std::optional<std::int64_t>, bool>;
  tuple object{};
  auto const distance = [&](auto& part) {
    return static_cast<std::size_t>(reinterpret_cast<char*>(&part) - reinterpret_cast<char*>(&object));
  };
  CHECK(recto::detail::tuple_offset<tuple, 0> == distance(std::get<0>(object)));
  CHECK(recto::detail::tuple_offset<tuple, 1> == distance(std::get<1>(object)));
  CHECK(recto::detail::tuple_offset<tuple, 2> == distance(std::get<2>(object)));
  CHECK(recto::detail::tuple_offset<tuple, 3> == distance(std::get<3>(object)));
}

TEST_CASE("fields by index, by reference") {
  Plain object{.id = 7, .title = "t"};
  CHECK(recto::get_field<0>(object) == 7);
  recto::get_field<1>(object) = "changed";
  CHECK(object.title == "changed");
  CHECK(&recto::get_field<4>(object) == &object.list);
  Plain const& constant = object;
  static_assert(std::is_same_v<decltype(recto::get_field<0>(constant)), std::int64_t const&>);
  CHECK(recto::get_field<1>(constant) == "changed");
}

TEST_CASE("each field is visited once, in order") {
  Padded object{.a = 1, .b = 2, .c = 3, .d = 4, .e = true, .f = 6};
  std::vector<double> seen{};
  recto::for_each_field(object, [&](auto const& field) { seen.push_back(static_cast<double>(field)); });
  CHECK(seen == std::vector<double>{1, 2, 3, 4, 1, 6});
  recto::for_each_field(object, [](auto& field) { field = {}; });
  CHECK((object.b == 0 && object.f == 0));
}

TEST_CASE("structs that only a function knows") {
  struct Local {
    int near{};
    std::optional<int> far{};
  };
  static_assert(field_count<Local> == 2);
  static_assert(field_names<Local> == names2{"near", "far"});
  static_assert(field_index<&Local::far> == 1 && member_name<&Local::far> == "far");
  static_assert(short_type_name<Local> == "Local");
  check_offsets<Local>();
  auto const in_a_lambda = [] {
    struct Deeper {
      int one{};
      int two{};
    };
    return field_names<Deeper>[1];
  };
  CHECK(in_a_lambda() == "two");
}

template <class T>
std::string_view name_in_a_template() {
  struct Inside {
    T inside{};
  };
  static_assert(short_type_name<Inside> == "Inside");
  return field_names<Inside>[0];
}

TEST_CASE("structs within a function template") {
  CHECK(name_in_a_template<int>() == "inside");
  CHECK(name_in_a_template<Generic<Hidden>>() == "inside");
}
