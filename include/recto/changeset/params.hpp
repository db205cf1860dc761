// SPDX-License-Identifier: BSL-1.0
// Data from outside, before anything is known of its types: a tree of maps, lists and values, from brace lists in the
// program, form data, JSON or a row of a CSV file. `cast` takes from it what is permitted. Nothing is refused here for
// what it says (text may hold NUL bytes or be no UTF-8): only for its form, or its size.
// Layer 4.
#pragma once

#include <recto/base/error.hpp>
#include <recto/changeset/param_view.hpp>
#include <recto/changeset/params_builder.hpp>
#include <recto/changeset/params_form.hpp>
#include <recto/changeset/params_tree.hpp>

#include <concepts>
#include <cstddef>
#include <cstdint>
#include <expected>
#include <initializer_list>
#include <iterator>
#include <optional>
#include <string>
#include <string_view>
#include <utility>

namespace recto {

/// What may stand for a value where params are put together: text, a number, a boolean, `nullptr` or `std::nullopt`,
/// params, or an optional of these. It borrows, and is for arguments only.
class param_source {
 public:
  template <class Text>
    requires std::convertible_to<Text const&, std::string_view> && (!std::same_as<Text, std::nullptr_t>)
  param_source(Text const& text) : text_(text), kind_(param_kind::text) {}
  template <std::same_as<bool> Bool>
  param_source(Bool value) : integer_(value), kind_(param_kind::boolean) {}
  template <std::signed_integral Number>
  param_source(Number value) : integer_(value), kind_(param_kind::integer) {}
  template <std::unsigned_integral Number>
    requires(!std::same_as<Number, bool> && sizeof(Number) < sizeof(std::int64_t))
  param_source(Number value) : integer_(value), kind_(param_kind::integer) {}
  template <std::floating_point Number>
  param_source(Number value) : floating_(static_cast<double>(value)), kind_(param_kind::floating) {}
  param_source(std::nullptr_t) {}
  param_source(std::nullopt_t) {}
  param_source(param_view const& value) : view_(value), kind_(param_kind::map) {}
  template <class T>
  param_source(std::optional<T> const& value) {
    if (value) *this = param_source(*value);
  }

 private:
  friend params;

  void add_to(detail::params_builder& builder) const {
    switch (kind_) {
      case param_kind::boolean: builder.boolean(integer_ != 0); break;
      case param_kind::integer: builder.integer(integer_); break;
      case param_kind::floating: builder.floating(floating_); break;
      case param_kind::text: builder.text(text_); break;
      case param_kind::map:
        if (view_.node_ != nullptr) builder.copy(*view_.node_);
        else builder.begin_map(), builder.end();
        break;
      default: builder.null();
    }
  }

  std::string_view text_{};
  std::int64_t integer_ = 0;
  double floating_ = 0;
  param_view view_{};
  param_kind kind_ = param_kind::null;  // map: whatever `view_` is
};

/// A member of a map in a brace list.
struct param_entry {
  std::string_view key;
  param_source value;

  param_entry(std::string_view name, param_source of) : key(name), value(of) {}
};

/// A tree of values from outside, most often a map. It is never changed; copies share it, and so does a nested value that
/// is made into params of its own (which keeps the whole tree alive). A default made or moved-from one is the empty map.
///
///     params user{{"name", "Ada"}, {"age", 36}, {"address", params{{"city", "London"}}}, {"tags", params::list{"a", "b"}}};
///
/// Keys that are given twice: the last one counts, here and from every source. Errors of the readers are values of kind
/// invalid_value, without anything of the data in their message. Threads may share params and copy them freely.
class params : public param_view {
 public:
  params() = default;

  /// A map.
  params(std::initializer_list<param_entry> members) {
    detail::params_builder builder;
    builder.begin_map();
    for (param_entry const& member : members) add(builder, member.key, member.value);
    builder.end();
    take(builder.finish());
  }

  /// A value of other params, as params: shares the tree.
  params(param_view view) noexcept : param_view(view) { share(); }

  params(params const& other) noexcept : param_view(other) { share(); }
  params(params&& other) noexcept : param_view(other) { other.take(nullptr); }
  params& operator=(params other) noexcept {
    std::swap(tree_, other.tree_);
    std::swap(node_, other.node_);
    return *this;
  }
  ~params() {
    if (tree_ != nullptr && tree_->owners.fetch_sub(1, std::memory_order_acq_rel) == 1) delete tree_;
  }

  /// A list: `params::list{"a", "b"}`, or of anything that can be iterated over and whose elements may stand for values.
  class list;

  /// These params with that member added or replaced; of what is no map, a map of that member. Copies the tree.
  params with(std::string_view key, param_source value) const {
    detail::params_builder builder;
    builder.begin_map();
    if (is_map())
      for (param_view const member : *this) add(builder, member.key(), member);
    add(builder, key, value);
    builder.end();
    return made(builder.finish());
  }

  /// Reads `a=1&user[city]=x&tags[]=y`. A name without `=` has the value "". Refused: a `%` without two hexadecimal
  /// digits, and what exceeds the limits. See docs/changesets.md for names that contradict each other.
  static std::expected<params, error> from_form(std::string_view text, params_limits limits = {}) {
    detail::form_reader reader(limits);
    return reader.read(text) ? finished(reader) : refused(reader.refusal());
  }

  /// The same from names and values that are decoded already, as multipart forms and web frameworks give them: a range of
  /// pairs of text.
  template <class Range>
  static std::expected<params, error> from_fields(Range const& fields, params_limits limits = {}) {
    detail::form_reader reader(limits);
    for (auto const& [name, value] : fields)
      if (!reader.field(name, value)) return refused(reader.refusal());
    return finished(reader);
  }

  /// A row of a table of text: `header` is a range of text, `cells` one of text or of optional text, where nothing is
  /// null. Refused: another number of cells than names.
  template <class Header, class Cells>
  static std::expected<params, error> from_row(Header const& header, Cells const& cells) {
    detail::params_builder builder;
    builder.begin_map();
    auto cell = std::begin(cells);
    std::size_t names = 0;
    std::size_t values = 0;
    for (auto const& name : header) {
      if (++names, cell == std::end(cells)) continue;
      add(builder, name, param_source(*cell));
      ++cell, ++values;
    }
    for (; cell != std::end(cells); ++cell) ++values;
    if (names != values) [[unlikely]]
      return refused("params: " + std::to_string(values) + " cells in a row of " + std::to_string(names) + " columns");
    builder.end();
    return made(builder.finish());
  }

  /// Reads a JSON document, most often an object; what it is becomes the kind of these params. Requires
  /// <recto/types/json.hpp>, which brings Boost.JSON's parser. Refused: what RFC 8259 does not allow (invalid UTF-8
  /// included), and what exceeds the limits.
  template <class Builder = detail::params_builder>
  static std::expected<params, error> from_json(std::string_view text, params_limits limits = {}) {
    static_assert(
        requires(Builder& builder) { read_json_events(text, limits.max_depth, builder); },
        "recto: params::from_json: the JSON parser is not included; write #include <recto/types/json.hpp>");
    if (text.size() > limits.max_bytes || text.size() > detail::params_capacity) [[unlikely]]
      return refused("params: JSON of more than " + std::to_string(limits.max_bytes) + " bytes");
    if (limits.max_depth > detail::deepest_params) limits.max_depth = detail::deepest_params;
    Builder builder(limits);
    std::string const problem = read_json_events(text, limits.max_depth + 1, builder);  // so that the builder refuses
    if (!builder.refusal().empty()) return refused(builder.refusal());
    if (!problem.empty()) return refused("params: no JSON: " + problem);
    return made(builder.finish());
  }

 private:
  static void add(detail::params_builder& builder, std::string_view key, param_source const& value) {
    builder.key(key);
    value.add_to(builder);
  }

  template <class Range>
  static params list_of(Range const& elements) {
    detail::params_builder builder;
    builder.begin_list();
    for (auto const& element : elements) param_source(element).add_to(builder);
    builder.end();
    return made(builder.finish());
  }

  static params made(detail::params_tree* tree) {
    params result;
    result.take(tree);
    return result;
  }

  static std::expected<params, error> finished(detail::form_reader& reader) {
    detail::params_tree* const tree = reader.finish();
    if (tree == nullptr) [[unlikely]]
      return refused(reader.refusal());
    return made(tree);
  }

  [[gnu::cold]] static std::unexpected<error> refused(std::string why) {
    return std::unexpected(error{error_kind::invalid_value, std::move(why)});
  }

  void take(detail::params_tree* tree) noexcept {
    tree_ = tree;
    node_ = tree == nullptr ? nullptr : tree->nodes.data() + tree->root;
  }
  void share() const noexcept {
    if (tree_ != nullptr) tree_->owners.fetch_add(1, std::memory_order_relaxed);
  }
};

class params::list : public params {
 public:
  list(std::initializer_list<param_source> elements) : params(list_of(elements)) {}

  template <class Range>
    requires(!std::convertible_to<Range const&, std::string_view> && !std::derived_from<Range, param_view>)
  explicit list(Range const& elements) : params(list_of(elements)) {}
};

}  // namespace recto
