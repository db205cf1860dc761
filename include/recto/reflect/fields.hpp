// SPDX-License-Identifier: BSL-1.0
// How an aggregate is taken apart: its fields by position, their types and their names, and the field that a pointer to
// member means. Everything above asks here, so that C++26 reflection will replace these two headers and nothing else.
// Layer 1. The only header that includes Boost.PFR.
#pragma once

#include <recto/base/fixed_string.hpp>
#include <recto/reflect/decompose.hpp>

#include <boost/pfr/core.hpp>

#include <array>
#include <cstddef>
#include <string_view>
#include <tuple>
#include <type_traits>
#include <utility>

namespace recto {

/// Number of fields of the aggregate `T`; a nested aggregate counts as one.
template <class T>
inline constexpr std::size_t field_count = detail::count_from<T, 0, 4>();

/// Type of the field at `Index`, in the order of declaration.
template <class T, std::size_t Index>
using field_type = boost::pfr::tuple_element_t<Index, T>;

/// The field at `Index` of `object`, by reference.
template <std::size_t Index, class T>
constexpr decltype(auto) get_field(T& object) noexcept {
  return boost::pfr::get<Index>(object);
}

/// Calls `function(field)` for each field of `object` in the order of declaration. A function object that is no template
/// of `T` is instantiated once for each type of field, not for each struct, which the compiler notices.
// Always inline, so that flags of fields that the function object looks at are constants to the optimiser.
template <class T, class Function>
[[gnu::always_inline]] constexpr void for_each_field(T& object, Function&& function) {
  detail::decomposed<field_count<std::remove_const_t<T>>>::visit(object, function);
}

namespace detail {

// Addresses of parts of `example`, which is never defined, are taken below.
#if defined(__clang__)
#pragma clang diagnostic push
#pragma clang diagnostic ignored "-Wundefined-var-template"
#pragma clang diagnostic ignored "-Wundefined-internal"
#endif

template <auto Pointer>
struct member_of;
template <class Owner, class Member, Member Owner::* Pointer>
struct member_of<Pointer> {
  using owner = Owner;
  using type = Member;
};

constexpr bool is_name_character(char c) {
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '_'
      || static_cast<unsigned char>(c) >= 0x80;
}

/// The identifier that ends before `end`.
constexpr std::string_view name_before(std::string_view text, std::size_t end) {
  std::size_t begin = end;
  while (begin > 0 && is_name_character(text[begin - 1])) --begin;
  return text.substr(begin, end - begin);
}

template <auto Pointer>
constexpr std::string_view signature_of_member() {
  return __PRETTY_FUNCTION__;
}

template <class T>
constexpr std::string_view signature_of_type() {
  return __PRETTY_FUNCTION__;
}

// Compilers spell the pack differently: g++ `{(& a.b::T::x), (& a.b::T::y)};`, clang `<&a.b.x, &a.b.y>]`.
#if defined(__clang__)
inline constexpr std::string_view between_fields = ", &";
inline constexpr std::string_view after_fields = ">]";
#else
inline constexpr std::string_view between_fields = "), (& ";
inline constexpr std::string_view after_fields = ")};";
#endif

template <std::size_t Count>
consteval std::array<std::string_view, Count> split_names(std::string_view signature) {
  std::array<std::string_view, Count> names{};
  std::size_t end = signature.rfind(after_fields);
  for (std::size_t left = Count; left-- > 0;) {
    names[left] = name_before(signature, end);
    if (left > 0) end = signature.rfind(between_fields, end - 1);
  }
  return names;
}

/// Calls `function` with each field of an object that is never read, so that only the fields' types count.
template <class T, class Function>
constexpr void for_each_field_type(Function&& function) {
  recto::for_each_field(example<T>.value, function);
}

/// The name of the field at `index` in what the compiler printed of `count` fields.
constexpr std::string_view name_in_signature(std::string_view signature, std::size_t count, std::size_t index) {
  std::size_t end = signature.rfind(after_fields);
  for (std::size_t left = count - 1; left > index; --left) end = signature.rfind(between_fields, end - 1);
  return name_before(signature, end);
}

/// Where `address` is among `size` bytes, not before `from`. `step` is the alignment of what is there.
constexpr std::size_t offset_of_address(char const* bytes, std::size_t size, void const* address, std::size_t from,
                                        std::size_t step) {
  from = (from + step - 1) / step * step;
  while (from < size && static_cast<void const*>(bytes + from) != address) from += step;
  return from;
}

// Enters where a field is. One instantiation for each type of field.
struct offset_finder {
  char const* bytes;
  std::size_t size;
  std::size_t* next;
  std::size_t at = 0;

  template <class Field>
  constexpr void operator()(Field const& field) {
    *next++ = at = offset_of_address(bytes, size, &field, at, alignof(Field));
  }
};

template <class T>
consteval auto offsets_of() {
  std::array<std::size_t, field_count<T>> offsets{};
  for_each_field_type<T>(offset_finder{example<T>.bytes, sizeof(T), offsets.data()});
  return offsets;
}

/// What the compiler prints of the fields of `T`, for messages that cut the names out when they are needed.
template <class T>
consteval std::string_view signature_of_row() {
  return decomposed<field_count<T>>::template signature<T>();
}

// Counts fields until it meets the one at an address.
struct field_finder {
  void const* wanted;
  std::size_t& found;
  std::size_t index = 0;

  template <class Field>
  constexpr void operator()(Field const& field) {
    if (static_cast<void const*>(&field) == wanted) found = index;
    ++index;
  }
};

template <class T>
consteval std::size_t index_of_address(void const* wanted) {
  std::size_t found = field_count<T>;
  for_each_field_type<T>(field_finder{wanted, found});
  return found;
}

}  // namespace detail

/// The struct that a pointer to member belongs to: `owner_of<&Post::title>` is `Post`.
template <auto Pointer>
using owner_of = typename detail::member_of<Pointer>::owner;

/// The type of the member: `member_type<&Post::title>` is `std::string`.
template <auto Pointer>
using member_type = typename detail::member_of<Pointer>::type;

/// Names of the fields of `T` as they are written in the source.
template <class T>
inline constexpr std::array<std::string_view, field_count<T>> field_names =
    detail::split_names<field_count<T>>(detail::signature_of_row<T>());

/// Where the fields of `T` are, in bytes from its beginning. Worked out by comparing addresses, not by assuming a layout.
template <class T>
inline constexpr std::array<std::size_t, field_count<T>> field_offsets = detail::offsets_of<T>();

namespace detail {

/// Where the part at `Index` of a std::tuple is, in bytes.
template <class Tuple, std::size_t Index>
inline constexpr std::size_t tuple_offset =
    offset_of_address(example<Tuple>.bytes, sizeof(Tuple), &std::get<Index>(example<Tuple>.value), 0,
                      alignof(std::tuple_element_t<Index, Tuple>));

}  // namespace detail

/// Position of the field that `Pointer` means: `field_index<&Post::title>` is 1.
template <auto Pointer>
inline constexpr std::size_t field_index =
    detail::index_of_address<owner_of<Pointer>>(&(detail::example<owner_of<Pointer>>.value.*Pointer));

#if defined(__clang__)
#pragma clang diagnostic pop
#endif

namespace detail {

consteval std::string_view member_name_in(std::string_view signature) {
  // g++: "... [with auto Pointer = &blog::Post::title; std::string_view = ...]"; clang: "... [Pointer = &blog::Post::title]"
  std::size_t const start = signature.find("Pointer = ");
  std::size_t end = signature.find_first_of(";]", start);
  while (end > start && !is_name_character(signature[end - 1])) --end;
  return name_before(signature, end);
}

constexpr std::string_view type_name_in(std::string_view signature) {
  std::size_t const start = signature.find("T = ") + 4;
  int depth = 0;
  std::size_t end = start;
  for (; end < signature.size(); ++end) {
    char const c = signature[end];
    if (c == '<' || c == '(' || c == '[' || c == '{') ++depth;
    if (depth == 0 && (c == ';' || c == ']')) break;
    if (c == '>' || c == ')' || c == ']' || c == '}') --depth;
  }
  return signature.substr(start, end - start);
}

}  // namespace detail

/// Name of the member as it is written in the source: `member_name<&Post::title>` is "title".
template <auto Pointer>
inline constexpr std::string_view member_name = detail::member_name_in(detail::signature_of_member<Pointer>());

/// Name of a type as the compiler prints it, with its namespaces; for messages only.
template <class T>
inline constexpr std::string_view type_name = detail::type_name_in(detail::signature_of_type<T>());

/// Name of a struct without namespaces, enclosing classes and functions.
template <class T>
inline constexpr std::string_view short_type_name = [] {
  std::string_view const name = type_name<T>;
  std::size_t end = name.size();
  // Only its own arguments are left out: an enclosing class may have some too.
  if (name.ends_with('>')) {
    int depth = 0;
    do {
      --end;
      depth += (name[end] == '>') - (name[end] == '<');
    } while (depth > 0);
  }
  return detail::name_before(name, end);
}();

}  // namespace recto
