// SPDX-License-Identifier: BSL-1.0
// `cast_embed`: params of an embedded struct become a changeset of it by a function of the program, and that becomes a
// change of the field. Children are matched by their keys; what the params leave out is replaced as the schema says.
// Layer 4.
#pragma once

#include <recto/changeset/cast_params.hpp>
#include <recto/changeset/cast_value.hpp>
#include <recto/changeset/changeset.hpp>
#include <recto/changeset/embed_children.hpp>
#include <recto/changeset/field_error.hpp>
#include <recto/changeset/params.hpp>
#include <recto/changeset/permit.hpp>

#include <algorithm>
#include <charconv>
#include <concepts>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <tuple>
#include <type_traits>
#include <utility>
#include <vector>

namespace recto {

/// How `cast_embed` goes about it.
struct cast_embed_options {
  /// Nothing is there, and none is given: an error "can't be blank".
  bool required = false;
  custom_message required_message{};
  custom_message invalid_message{};
  /// Of an `embeds_many` whose params are a map of index to params: the param that lists indices in their order, where
  /// an index that is not there adds a new child; and the param that lists indices to leave out.
  std::string_view sort_param{};
  std::string_view drop_param{};
};

namespace detail {

/// Asks for `static changeset<T> changeset(T, params const&)` of the embedded struct.
struct own_embed_function {};

template <class T, class Function>
inline constexpr bool casts_embed = requires(Function const& function, T object, params const& from) {
  { function(static_cast<T&&>(object), from) } -> std::same_as<changeset<T>>;
};
template <class T>
inline constexpr bool casts_embed<T, own_embed_function> = requires(T object, params const& from) {
  { T::changeset(static_cast<T&&>(object), from) } -> std::same_as<changeset<T>>;
};
template <class T, class Function>
inline constexpr bool casts_embed_by_index =
    requires(Function const& function, T object, params const& from, std::size_t index) {
      { function(static_cast<T&&>(object), from, index) } -> std::same_as<changeset<T>>;
    };

template <class T, class Function>
consteval bool is_embed_function(bool is_many) {
  return casts_embed<T, Function> || (is_many && casts_embed_by_index<T, Function>);
}

template <class T, auto Member, class Function>
consteval auto judge_cast_embed() {
  using verdict = decltype(judge_embed<T, Member>());
  if constexpr (!verdict::value) return verdict{};
  else if constexpr (!is_embed_function<typename member_type<Member>::embedded_type, Function>(
                         is_embeds_many<member_type<Member>>))
    return failed<embed_function, struct_name<T>, field_name<Member>>{};
  else return ok{};
}

template <fixed_string Struct, fixed_string Field>
struct assert_changeset<failed<embed_function, Struct, Field>> {
  static_assert(
      failed<embed_function, Struct, Field>::value,
      "recto: cast_embed: there is no function from the embedded struct and its params to its changeset; give "
      "one such as `changeset<Address> f(Address, params const&)` (for embeds_many it may take the index as "
      "well), or make it the embedded struct's static member `changeset` (subjects: struct, field)");
  static constexpr bool value = true;  // told; asking must not fail once more
};

/// Reads a key from params; `is_key` ends false where one of its values is none.
struct key_reader {
  param_view from;
  bool& is_key;

  template <class Field>
  void operator()(Field& value, std::string_view name) {
    found_param const given = from.find(name);
    if (!given || given->is_null()) return;
    if constexpr (castable<Field>) {
      auto made = cast_value<Field>(as_input(*given));
      if (made) value = std::move(*made);
      else is_key = false;
    } else {
      is_key = false;
    }
  }
};

/// Params for one child.
template <class T, class Function>
struct given_params {
  static constexpr bool is_from_outside = true;
  params from;
  Function const* function;
  std::size_t index;

  std::optional<std::string> key() const {
    T probe{};
    bool is_key = true;
    for_each_key_field(probe, key_reader{from, is_key});
    if (!is_key) return std::nullopt;
    return key_bytes(probe);
  }
  static bool is(T const&) { return false; }  // without a key, params are of nothing that is there
  changeset<T> make(T const* current) const {
    T object = current != nullptr ? T(*current) : T{};
    if constexpr (std::is_same_v<Function, own_embed_function>) return T::changeset(std::move(object), from);
    else if constexpr (casts_embed_by_index<T, Function>) return (*function)(std::move(object), from, index);
    else return (*function)(std::move(object), from);
  }
};

/// The children that the params of an `embeds_many` stand for, in their order. False if they stand for none.
template <class = void>
class basic_children_params {
 public:
  std::vector<params> children{};

  bool read(found_param given, found_param sort, found_param drop) {
    if (!given) given = empty_map_;
    if (given->is_list()) {
      for (param_view const one : *given) children.emplace_back(one);
    } else if (given->is_map()) {
      read_map(*given, sort, drop);
    } else {
      return false;
    }
    for (params const& one : children)
      if (!one.is_map()) return false;
    return true;
  }

 private:
  struct entry {
    bool is_text;
    std::int64_t index;
    std::string_view key;
    param_view value;
  };

  static std::vector<std::string> texts_of(found_param const& list) {
    std::vector<std::string> texts;
    if (!list || !list->is_list()) return texts;
    for (param_view const one : *list) {
      if (one.is_text()) texts.emplace_back(one.text());
      else if (one.kind() == param_kind::integer) texts.push_back(std::to_string(one.integer()));
    }
    return texts;
  }

  void read_map(param_view map, found_param const& sort, found_param const& drop) {
    std::vector<std::string> dropped = texts_of(drop);
    sort_by_key(dropped.data(), dropped.size(), [](std::string const& key) -> std::string const& { return key; });
    auto const is_dropped = [&](std::string_view key) {
      return std::binary_search(dropped.begin(), dropped.end(), key);
    };
    std::vector<std::string_view> keys;  // in order, because a map is
    keys.reserve(map.size());
    for (param_view const one : map) keys.push_back(one.key());
    std::vector<bool> used(keys.size());
    for (std::string const& key : texts_of(sort)) {
      if (is_dropped(key)) continue;
      auto const at = static_cast<std::size_t>(std::lower_bound(keys.begin(), keys.end(), key) - keys.begin());
      // An index that comes again is a new child, as one that is not there.
      bool const is_new = at == keys.size() || keys[at] != key || used[at];
      children.push_back(is_new ? params{} : params(map[at]));
      if (!is_new) used[at] = true;
    }
    std::vector<entry> rest;
    for (std::size_t i = 0; i < keys.size(); ++i)
      if (!used[i] && !is_dropped(keys[i])) rest.push_back(entry_of(map[i]));
    // Numbers in their order, then text; equal numbers as the map has them.
    sort_by_key(rest.data(), rest.size(), [](entry const& one) { return one.index; });
    sort_by_key(rest.data(), rest.size(), [](entry const& one) { return one.is_text; });
    for (entry const& one : rest) children.emplace_back(one.value);
  }

  static entry entry_of(param_view value) {
    std::string_view key = value.key();
    std::string_view const digits = key.starts_with('+') ? key.substr(1) : key;
    std::int64_t index = 0;
    auto const read = std::from_chars(digits.data(), digits.data() + digits.size(), index);
    bool const is_number = read.ec == std::errc{} && read.ptr == digits.data() + digits.size();
    return {!is_number, is_number ? index : 0, key, value};
  }

  params const empty_map_{};
};
using children_params = basic_children_params<>;

template <auto Member, class Function>
struct cast_embed_stage {
  Function function;
  cast_embed_options options;

  template <class T>
  changeset<T> operator()(changeset<T> of) const {
    using verdict = decltype(judge_cast_embed<T, Member, Function>());
    static_assert(assert_changeset<verdict>::value);
    if constexpr (verdict::value) cast_into(of);
    return of;
  }

 private:
  using member = member_type<Member>;

  template <class T>
  void cast_into(changeset<T>& of) const {
    auto& record = changeset_access::record(of);
    record.permitted |= record.bit(field_index<Member>);
    if (options.required) record.required |= record.bit(field_index<Member>);
    bool is_refused = false;
    if constexpr (is_embeds_many<member>) is_refused = !cast_many(of);
    else is_refused = !cast_one(of);
    if (is_refused) {
      bool const is_many = is_embeds_many<member>;
      record.add_error(make_error(member_name<Member>, "is invalid", options.invalid_message,
                                  {{"validation", "embed"}, {"type", is_many ? "{array, map}" : "map"}}));
    } else if (options.required && is_missing(of)) {
      record.add_error(
          make_error(member_name<Member>, "can't be blank", options.required_message, {{"validation", "required"}}));
    }
  }

  template <class T>
  static bool is_missing(changeset<T> const& of) {
    member const& value = of.template get_field<Member>();
    if constexpr (is_embeds_many<member>) return value.empty();
    else return !value.has_value();
  }

  template <class T>
  bool cast_one(changeset<T>& of) const {
    using child = typename member::embedded_type;
    using given = given_params<child, Function>;
    embed_writer<Member, T> write(of);
    found_param const input = changeset_access::record(of).param(member_name<Member>);
    if (!input) return true;
    if (input->is_null() || (input->is_text() && is_blank(input->text()))) {
      if (write.current() && !may_replace(write.place)) return false;
      write.put_none();
      return true;
    }
    if (!input->is_map()) return false;
    std::optional<changeset<child>> made;
    embed_outcome const outcome = relate_one(write.current(), given{*input, &function, 0}, write.place, made);
    if (outcome == embed_outcome::refused) return false;
    if (outcome == embed_outcome::unchanged) write.nothing_changes();
    else write.put(std::move(*made));
    return true;
  }

  template <class T>
  bool cast_many(changeset<T>& of) const {
    using child = typename member::embedded_type;
    using given = given_params<child, Function>;
    embed_writer<Member, T> write(of);
    auto const& record = changeset_access::record(of);
    found_param const input = record.param(member_name<Member>);
    found_param const sort = options.sort_param.empty() ? found_param{} : record.param(options.sort_param);
    found_param const drop = options.drop_param.empty() ? found_param{} : record.param(options.drop_param);
    if (!input && !(sort && sort->is_list()) && !(drop && drop->is_list())) return true;
    children_params inputs;
    if (!inputs.read(input, sort, drop)) return false;
    std::vector<given> all;
    all.reserve(inputs.children.size());
    for (params& one : inputs.children) all.push_back({std::move(one), &function, all.size()});
    std::vector<changeset<child>> made;
    embed_outcome const outcome = relate_many(write.current(), all, write.place, made);
    if (outcome == embed_outcome::refused) return false;
    if (outcome == embed_outcome::unchanged) write.nothing_changes();
    else write.put(std::move(made));
    return true;
  }
};

}  // namespace detail

/// Casts an embedded struct, or several, from the param of the field's name, by `function(struct, params)`, which gives
/// its changeset; for an `embeds_many` it may take the index of the child as third argument.
///
/// A child whose key (the field `id`, or what its schema() says) the params name is updated, any other is new: its
/// changeset's action is `update` or `insert`. What is there and not named is replaced as
/// `recto::when_replaced<&T::field, ...>` says, by default not at all: that throws `misuse`. Null or blank text removes an
/// `embeds_one`. The params of an `embeds_many` are a list, or a map of index to params. The field's change is the whole
/// value, and is none if nothing in it changes. Params of another kind: "is invalid" {validation: embed, type: map} or
/// {type: {array, map}}. The errors of children make the changeset invalid and are in `errors_on(cs)["address"]["city"]`,
/// `errors_on(cs)["items"][0]["count"]`. Ecto: `cast_embed`; its `force_update_on_change` has no meaning here, because a
/// change of what is embedded is one of the column.
template <auto Member, class Function>
detail::cast_embed_stage<Member, Function> cast_embed(Function function, cast_embed_options options = {}) {
  return {std::move(function), std::move(options)};
}
/// The same by the embedded struct's own `static recto::changeset<Address> changeset(Address, params const&)` (with `recto::`:
/// within the struct, `changeset` is the function).
template <auto Member>
detail::cast_embed_stage<Member, detail::own_embed_function> cast_embed(cast_embed_options options = {}) {
  return {{}, std::move(options)};
}

/// May a changeset of `T` cast the embedded field by a `Function`? `ok`, or the first rule that is broken.
template <class T, auto Member, class Function = detail::own_embed_function>
using cast_embed_verdict = decltype(detail::judge_cast_embed<T, Member, Function>());

}  // namespace recto
