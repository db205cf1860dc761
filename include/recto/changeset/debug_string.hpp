// SPDX-License-Identifier: BSL-1.0
// `debug_string(changeset)`: what changes and what is wrong with it, for logs. It shows neither params nor data, and no
// value of a redacted field. changeset/print.hpp has the same for fmt.
// Layer 4.
#pragma once

#include <recto/changeset/changeset.hpp>
#include <recto/changeset/errors.hpp>
#include <recto/changeset/value_text.hpp>

#include <concepts>
#include <cstddef>
#include <cstdint>
#include <memory>
#include <string>
#include <string_view>
#include <type_traits>
#include <vector>

namespace recto {

namespace detail {

using nested_list = std::vector<std::shared_ptr<nested_changesets const>>;

template <class T>
void append_changeset(std::string& out, changeset<T> const& from);
template <class T>
void append_struct(std::string& out, T const& object);
template <class Field>
void append_field(std::string& out, Field const& value, nested_changesets const* nested);

template <class Range, class Append>
void append_list(std::string& out, Range const& values, Append const& append) {
  out += '[';
  bool first = true;
  for (auto const& one : values) {
    if (!first) out += ", ";
    first = false;
    append(one);
  }
  out += ']';
}

/// A struct of the program within a field, alone or in a list.
template <class Value>
void append_part(std::string& out, Value const& value) {
  if constexpr (is_optional<Value>) {
    if (value) append_part(out, *value);
    else out += "null";
  } else if constexpr (is_vector<Value>) {
    append_list(out, value, [&](auto const& one) { append_part(out, one); });
  } else if constexpr (column_type<Value> || !plain_aggregate<Value>) {
    append_field(out, value, nullptr);
  } else {
    append_struct(out, value);
  }
}

template <class Value>
concept holds_struct = requires(Value const& value) { *value; } && stored_type<Value>
                    && (plain_aggregate<std::remove_cvref_t<decltype(*std::declval<Value const&>())>>
                        || is_vector<std::remove_cvref_t<decltype(*std::declval<Value const&>())>>);

template <class Field>
void append_field(std::string& out, Field const& value, nested_changesets const* nested) {
  if constexpr (requires { typename Field::embedded_type; }) {
    using child = typename Field::embedded_type;
    if constexpr (requires { value.size(); }) {
      if (nested != nullptr)
        append_list(out, static_cast<nested_many<child> const*>(nested)->children,
                    [&](changeset<child> const& one) { append_changeset(out, one); });
      else append_list(out, value, [&](child const& one) { append_struct(out, one); });
    } else {
      if (nested != nullptr) append_changeset(out, static_cast<nested_one<child> const*>(nested)->child);
      else if (value.has_value()) append_struct(out, *value);
      else out += "null";
    }
  } else if constexpr (is_association<Field>) {
    out += "#association";
  } else if constexpr (is_optional<Field>) {
    if (value) append_field(out, *value, nullptr);
    else out += "null";
  } else if constexpr (holds_struct<Field>) {
    append_part(out, *value);  // a struct kept as json, which may have redacted fields of its own
  } else {
    std::size_t const before = out.size();
    if (append_value(out, value, true)) return;
    out.resize(before);
    out.append("#").append(short_type_name<Field>);
  }
}

/// Prints those fields of a struct that `shown` says. One instantiation for each type of field, not for each struct.
struct fields_printer {
  std::string& out;
  changeset_fields const& fields;
  std::uint64_t shown;
  nested_list const* nested = nullptr;
  std::size_t next = 0;
  bool first = true;

  template <class Field>
  void operator()(Field const& value) {
    std::size_t const index = next++;
    if ((shown & changeset_record::bit(index)) == 0) return;
    if (!begin(fields[index])) return;
    nested_changesets const* found = nullptr;
    if (nested != nullptr)
      for (auto const& one : *nested)
        if (one->field == index) found = one.get();
    append_field(out, value, found);
  }

 private:
  bool begin(changeset_field const& one) {
    if (!first) out += ", ";
    first = false;
    out.append(one.name).append(": ");
    if (one.is_redacted) out += "**redacted**";
    return !one.is_redacted;
  }
};

template <class T>
void append_struct(std::string& out, T const& object) {
  out.append(short_type_name<T>).append("{");
  for_each_field(object, fields_printer{out, changeset_fields_of<T>, ~std::uint64_t{0}});
  out += '}';
}

inline void append_errors(std::string& out, std::vector<field_error> const& errors) {
  error_tree tree;
  for (field_error const& one : errors) tree.below(one.field()).add(one.to_string());
  out += errors.empty() ? "{}" : tree.to_string();
}

template <class T>
void append_changeset(std::string& out, changeset<T> const& from) {
  out.append("#changeset<").append(short_type_name<T>).append(" action: ").append(name_of(from.action()));
  out += ", changes: {";
  for_each_field(changeset_access::changes(from),
                 fields_printer{out, changeset_access::fields(from), changeset_access::record(from).changed,
                                &changeset_access::nested(from)});
  out += "}, errors: ";
  append_errors(out, from.errors());
  out += from.valid() ? ", valid: true>" : ", valid: false>";
}

}  // namespace detail

/// `#changeset<Member action: insert, changes: {name: "Ada", password: **redacted**}, errors: {email: ["is invalid"]},
/// valid: false>` on one line. Nested changesets print the same way in place of the change. Ecto: `inspect`.
template <class T>
std::string debug_string(changeset<T> const& from) {
  std::string out;
  detail::append_changeset(out, from);
  return out;
}

}  // namespace recto
