// SPDX-License-Identifier: BSL-1.0
// Which field is the key of an association: the one that schema() names with `foreign_key`, or by convention
// `<field>_id` of this struct for a belongs_to, and `<owner>_id` of the associated struct for a has_one or has_many.
// Asking needs the associated struct complete; declaring the association does not.
// Layer 3.
#pragma once

#include <recto/base/verdict.hpp>
#include <recto/reflect/fields.hpp>
#include <recto/reflect/type_key.hpp>
#include <recto/schema/association.hpp>
#include <recto/schema/association_path.hpp>
#include <recto/schema/definition.hpp>
#include <recto/schema/rules.hpp>
#include <recto/schema/table.hpp>

#include <array>
#include <cstddef>
#include <string_view>
#include <type_traits>

namespace recto {

enum class association_kind : unsigned char { belongs_to, has_one, has_many, many_to_many };

namespace detail {

template <class Field>
struct association_traits;
template <class T>
struct association_traits<belongs_to<T>> {
  using associated = T;
  static constexpr association_kind kind = association_kind::belongs_to;
};
template <class T>
struct association_traits<has_one<T>> {
  using associated = T;
  static constexpr association_kind kind = association_kind::has_one;
};
template <class T>
struct association_traits<has_many<T>> {
  using associated = T;
  static constexpr association_kind kind = association_kind::has_many;
};
template <class T>
struct association_traits<many_to_many<T>> {
  using associated = T;
  static constexpr association_kind kind = association_kind::many_to_many;
};

/// The key that an option of schema() names for an association: a pointer to member, or null.
template <class Option, auto Association>
inline constexpr auto declared_key = nullptr;
template <auto Association, auto Key>
inline constexpr auto declared_key<foreign_key_option<Association, Key>, Association> = Key;
template <class Left, class Right, auto Association>
inline constexpr auto declared_key<schema_options<Left, Right>, Association> = [] {
  if constexpr (!std::is_null_pointer_v<decltype(declared_key<Left, Association>)>)
    return declared_key<Left, Association>;
  else return declared_key<Right, Association>;
}();

/// `BlogPost` is "blog_post", `HTTPServer` "http_server"; "_id" behind it. Longer names than any compiler's end early.
struct key_text {
  std::array<char, 256> text{};
  std::size_t size = 0;

  constexpr void put(char c) {
    if (size < text.size()) text[size++] = c;
  }
  constexpr std::string_view view() const { return {text.data(), size}; }
};

constexpr bool is_upper(char c) { return c >= 'A' && c <= 'Z'; }

constexpr key_text conventional_key(std::string_view name, bool snake_case) {
  key_text key;
  for (std::size_t i = 0; i < name.size(); ++i) {
    char const c = name[i];
    if (!snake_case || !is_upper(c)) {
      key.put(c);
      continue;
    }
    bool const begins_word =
        i > 0 && name[i - 1] != '_' && (!is_upper(name[i - 1]) || (i + 1 < name.size() && !is_upper(name[i + 1])));
    if (begins_word) key.put('_');
    key.put(static_cast<char>(c - 'A' + 'a'));
  }
  for (char const c : std::string_view("_id")) key.put(c);
  return key;
}

/// Position of the field of that name; the number of fields if there is none.
template <class T>
consteval std::size_t index_of_name(std::string_view name) {
  std::size_t index = 0;
  while (index < field_count<T> && field_names<T>[index] != name) ++index;
  return index;
}

}  // namespace detail

/// What kind of association a member is.
template <auto Association>
inline constexpr association_kind kind_of_association = detail::association_traits<member_type<Association>>::kind;

/// The struct that an association leads to.
template <auto Association>
using associated = typename detail::association_traits<member_type<Association>>::associated;

/// The struct that has the key: the owner of a belongs_to, else the associated one. Not for many_to_many.
template <auto Association>
using key_owner = std::conditional_t<kind_of_association<Association> == association_kind::belongs_to,
                                     owner_of<Association>, associated<Association>>;

namespace detail {

template <auto Association>
consteval auto declared_key_of() {
  using owner = owner_of<Association>;
  if constexpr (schema<owner>) return declared_key<decltype(owner::schema()), Association>;
  else return nullptr;
}

template <auto Association>
consteval key_text name_of_key() {
  if constexpr (kind_of_association<Association> == association_kind::belongs_to)
    return conventional_key(member_name<Association>, false);
  else return conventional_key(short_type_name<owner_of<Association>>, true);
}

}  // namespace detail

/// Position of the key among the fields of `key_owner<Association>`; their number if it is not there.
template <auto Association>
inline constexpr std::size_t key_field = [] {
  constexpr auto declared = detail::declared_key_of<Association>();
  if constexpr (std::is_null_pointer_v<std::remove_const_t<decltype(declared)>>) {
    constexpr detail::key_text name = detail::name_of_key<Association>();
    return detail::index_of_name<key_owner<Association>>(name.view());
  } else {
    if constexpr (std::is_same_v<owner_of<declared>, key_owner<Association>>) return field_index<declared>;
    else return field_count<key_owner<Association>>;
  }
}();

namespace detail {

/// The only field of the primary key; the number of fields if there is none, or several.
template <class T>
consteval std::size_t only_key_field() {
  std::size_t found = field_count<T>;
  if (table_of<T>.key_count() != 1) return found;
  for (std::size_t i = 0; i < field_count<T>; ++i)
    if (table_of<T>.fields[i].is_key) found = i;
  return found;
}

/// Positions of the fields that an association compares: one of its owner, one of the associated struct.
struct compared_fields {
  std::size_t here = 0;
  std::size_t there = 0;
};
template <auto Association>
inline constexpr compared_fields compared_by = [] {
  using here = owner_of<Association>;
  using there = associated<Association>;
  // Of what leads through others, where it begins; it ends at the key of the associated struct.
  if constexpr (is_through<Association>)
    return compared_fields{compared_by<first_of(steps_of<Association>())>.here, only_key_field<there>()};
  else if constexpr (kind_of_association<Association> == association_kind::belongs_to)
    return compared_fields{key_field<Association>, only_key_field<there>()};
  else if constexpr (kind_of_association<Association> == association_kind::many_to_many)
    return compared_fields{only_key_field<here>(), only_key_field<there>()};
  else return compared_fields{only_key_field<here>(), key_field<Association>};
}();

/// The types of the two; the same but for std::optional.
template <auto Association>
using key_here = value_of<field_type<owner_of<Association>, compared_by<Association>.here>>;
template <auto Association>
using key_there = value_of<field_type<associated<Association>, compared_by<Association>.there>>;

/// The join table that schema() names for a many_to_many; without a name if it names none.
template <auto Association, class Option>
consteval join_through_option<Association> join_table_in(Option const&) {
  return {};
}
template <auto Association>
consteval join_through_option<Association> join_table_in(join_through_option<Association> const& option) {
  return option;
}
template <auto Association, class Left, class Right>
consteval join_through_option<Association> join_table_in(schema_options<Left, Right> const& options) {
  auto const left = join_table_in<Association>(options.left);
  return !left.join_table.empty() ? left : join_table_in<Association>(options.right);
}

/// The struct of the join table, if schema() names one, else void.
template <class Option, auto Association>
struct declared_join_row {
  using type = void;
};
template <auto Association, class Row>
struct declared_join_row<join_row_option<Association, Row>, Association> {
  using type = Row;
};
template <class Left, class Right, auto Association>
struct declared_join_row<schema_options<Left, Right>, Association> {
  using left = typename declared_join_row<Left, Association>::type;
  using type = std::conditional_t<std::is_void_v<left>, typename declared_join_row<Right, Association>::type, left>;
};
template <auto Association>
using join_row_of = typename declared_join_row<decltype(owner_of<Association>::schema()), Association>::type;
template <auto Association>
inline constexpr bool has_join_row = !std::is_void_v<join_row_of<Association>>;

/// Positions of the keys in the struct of the join table.
template <auto Association>
inline constexpr compared_fields join_row_keys = [] {
  using row = join_row_of<Association>;
  constexpr key_text here = conventional_key(short_type_name<owner_of<Association>>, true);
  constexpr key_text there = conventional_key(short_type_name<associated<Association>>, true);
  return compared_fields{index_of_name<row>(here.view()), index_of_name<row>(there.view())};
}();

/// The field by which new rows of an association are told, a pointer to member, or null.
template <class Option, auto Association>
inline constexpr auto declared_dedup = nullptr;
template <auto Association, auto Field>
inline constexpr auto declared_dedup<dedup_option<Association, Field>, Association> = Field;
template <class Left, class Right, auto Association>
inline constexpr auto declared_dedup<schema_options<Left, Right>, Association> = [] {
  if constexpr (!std::is_null_pointer_v<std::remove_const_t<decltype(declared_dedup<Left, Association>)>>)
    return declared_dedup<Left, Association>;
  else return declared_dedup<Right, Association>;
}();
template <auto Association>
inline constexpr auto dedup_field = declared_dedup<decltype(owner_of<Association>::schema()), Association>;
template <auto Association>
inline constexpr bool has_dedup = !std::is_null_pointer_v<std::remove_const_t<decltype(dedup_field<Association>)>>;

/// A join table and its columns: `posts_tags`, `post_id`, `tag_id`.
struct join_table_info {
  key_text table{};
  key_text prefix{};
  key_text here{};   ///< leads to the owner
  key_text there{};  ///< leads to the associated struct
};

constexpr key_text text_of(std::string_view from) {
  key_text made;
  for (char const c : from) made.put(c);
  return made;
}

template <auto Association>
inline constexpr join_table_info join_table_of = [] {
  using owner = owner_of<Association>;
  join_table_info info{.here = conventional_key(short_type_name<owner>, true),
                       .there = conventional_key(short_type_name<associated<Association>>, true)};
  if constexpr (schema<owner>) {
    if constexpr (has_join_row<Association>) {
      using row = join_row_of<Association>;
      constexpr compared_fields keys = join_row_keys<Association>;
      info.table = text_of(table_of<row>.name);
      info.prefix = text_of(table_of<row>.prefix);
      if (keys.here < field_count<row>) info.here = text_of(table_of<row>.fields[keys.here].column);
      if (keys.there < field_count<row>) info.there = text_of(table_of<row>.fields[keys.there].column);
    } else {
      constexpr auto given = join_table_in<Association>(owner::schema());
      info.table = text_of(given.join_table);
      info.prefix = text_of(table_of<owner>.prefix);
      if (!given.here.empty()) info.here = text_of(given.here);
      if (!given.there.empty()) info.there = text_of(given.there);
    }
  }
  return info;
}();

template <auto Association>
inline constexpr fixed_string<member_name<Association>.size()> association_name{member_name<Association>};

/// Is the join table named, and has its struct the keys?
template <auto Association>
consteval auto judge_join_table() {
  using owner = owner_of<Association>;
  if constexpr (has_join_row<Association>) {
    using row = join_row_of<Association>;
    constexpr compared_fields keys = join_row_keys<Association>;
    if constexpr (keys.here == field_count<row> || keys.there == field_count<row>)
      return failed<no_association_key, struct_name<owner>, association_name<Association>, struct_name<row>>{};
    else if constexpr (!std::is_same_v<value_of<field_type<row, keys.here>>, key_here<Association>>
                       || !std::is_same_v<value_of<field_type<row, keys.there>>, key_there<Association>>)
      return failed<association_key_types, struct_name<owner>, association_name<Association>, struct_name<row>>{};
    else return ok{};
  } else if constexpr (join_table_of<Association>.table.size == 0) {
    return failed<no_join_table, struct_name<owner>, association_name<Association>>{};
  } else {
    return ok{};
  }
}

/// What is wrong with the fields that an association compares, once its key is known to be there.
template <auto Association>
consteval auto judge_compared_fields() {
  using owner = owner_of<Association>;
  using other = associated<Association>;
  constexpr compared_fields compared = compared_by<Association>;
  if constexpr (!schema<other>) return failed<no_schema, struct_name<other>>{};
  else if constexpr (compared.here == field_count<owner>)
    return failed<no_association_key, struct_name<owner>, association_name<Association>, struct_name<owner>>{};
  else if constexpr (compared.there == field_count<other>)
    return failed<no_association_key, struct_name<owner>, association_name<Association>, struct_name<other>>{};
  else if constexpr (!std::is_same_v<key_here<Association>, key_there<Association>>)
    return failed<association_key_types, struct_name<owner>, association_name<Association>, struct_name<other>>{};
  else if constexpr (kind_of_association<Association> == association_kind::many_to_many)
    return judge_join_table<Association>();
  else return ok{};
}

template <auto Association>
consteval auto judge_association_key();

/// Do the steps lead from the owner to the associated struct, each with its key?
template <auto Association, auto... Steps>
consteval bool is_connected() {
  constexpr bool keys = (decltype(judge_association_key<Steps>())::value && ...);
  bool same = true;
  type_key at = key_of_type<owner_of<Association>>;
  ((same = same && at == key_of_type<owner_of<Steps>>, at = key_of_type<associated<Steps>>), ...);
  return keys && same && at == key_of_type<associated<Association>>;
}
template <auto Association, auto... Steps>
consteval bool is_path(member_path<Steps...>) {
  if constexpr (!(is_association<member_type<Steps>> && ...)) return false;
  else return is_connected<Association, Steps...>();
}
template <auto Association>
consteval auto judge_through() {
  constexpr association_kind kind = kind_of_association<Association>;
  if constexpr (!(kind == association_kind::has_many || kind == association_kind::has_one)
                || !is_path<Association>(declared_path_of<Association>()))
    return failed<through_broken, struct_name<owner_of<Association>>, association_name<Association>>{};
  else if constexpr (only_key_field<associated<Association>>() == field_count<associated<Association>>)
    return failed<no_association_key, struct_name<owner_of<Association>>, association_name<Association>,
                  struct_name<associated<Association>>>{};
  else return ok{};
}

template <auto Association>
consteval auto judge_association_key() {
  using owner = owner_of<Association>;
  if constexpr (!is_association<member_type<Association>>) {
    return failed<not_an_association, struct_name<owner>,
                  fixed_string<member_name<Association>.size()>{member_name<Association>}>{};
  } else if constexpr (is_through<Association>) {
    return judge_through<Association>();
  } else {
    return judge_compared_fields<Association>();
  }
}

template <fixed_string Struct, fixed_string Field>
struct assert_schema<failed<not_an_association, Struct, Field>> {
  static_assert(failed<not_an_association, Struct, Field>::value,
                "recto: this field is no association; it is asked for as belongs_to, has_one, has_many or many_to_many "
                "(subjects: struct, field)");
  static constexpr bool value = true;  // told; asking must not fail once more
};
template <fixed_string Struct, fixed_string Field, fixed_string Owner>
struct assert_schema<failed<no_association_key, Struct, Field, Owner>> {
  static_assert(
      failed<no_association_key, Struct, Field, Owner>::value,
      "recto: association: its key is no field of the struct that should have it; name the field <association>_id or "
      "<owner>_id, or say recto::foreign_key<&T::association, &U::field> in schema() (subjects: struct, "
      "association, struct that should have the key)");
  static constexpr bool value = true;  // told; asking must not fail once more
};

template <fixed_string Struct, fixed_string Field, fixed_string Other>
struct assert_schema<failed<association_key_types, Struct, Field, Other>> {
  static_assert(
      failed<association_key_types, Struct, Field, Other>::value,
      "recto: association: the key and what it leads to have different types; give both fields one type (a key "
      "may be an optional of it) (subjects: struct, association, other struct)");
  static constexpr bool value = true;  // told; asking must not fail once more
};
template <fixed_string Struct, fixed_string Field>
struct assert_schema<failed<no_join_table, Struct, Field>> {
  static_assert(
      failed<no_join_table, Struct, Field>::value,
      "recto: association: a many_to_many needs its join table; say recto::join_through<&T::association>(\"table\") "
      "in schema() (subjects: struct, association)");
  static constexpr bool value = true;  // told; asking must not fail once more
};

template <fixed_string Struct, fixed_string Field>
struct assert_schema<failed<through_broken, Struct, Field>> {
  static_assert(
      failed<through_broken, Struct, Field>::value,
      "recto: through: a has_many or has_one leads through associations that follow each other, from this struct to "
      "the associated one; name an association of this struct first, then one of the struct that it leads to, and so "
      "on "
      "(subjects: struct, association)");
  static constexpr bool value = true;  // told; asking must not fail once more
};
template <fixed_string Struct, fixed_string Field>
struct assert_schema<failed<through_is_read_only, Struct, Field>> {
  static_assert(failed<through_is_read_only, Struct, Field>::value,
                "recto: association: what leads through other associations is only read; write those that it leads "
                "through (subjects: struct, association)");
  static constexpr bool value = true;  // told; asking must not fail once more
};

}  // namespace detail

/// Is the key of this association there? `ok`, or the rule that is broken.
template <auto Association>
using association_verdict = decltype(detail::judge_association_key<Association>());

}  // namespace recto
