// SPDX-License-Identifier: BSL-1.0
// Puts the values of a statement into a frame on the stack, in their wire format. Text and bytes are pointed at where
// they are; values of fixed width are written into the frame; only what has neither (arrays, json) is allocated.
// Layer 7.
#pragma once

#include <recto/query/choice.hpp>
#include <recto/schema/field.hpp>
#include <recto/sql/dynamic.hpp>
#include <recto/sql/executor.hpp>
#include <recto/types/codec.hpp>
#include <recto/types/embed.hpp>
#include <recto/types/text.hpp>

#include <concepts>
#include <cstddef>
#include <cstring>
#include <memory>
#include <new>
#include <string>
#include <string_view>
#include <vector>

namespace recto::detail {

/// Room for `Count` parameters.
template <std::size_t Count>
struct parameter_frame {
  // No type of fixed width is wider than uuid and interval.
  static constexpr std::size_t widest = 16;

  char const* values[Count + 1];
  int lengths[Count + 1];
  char bytes[Count * widest + 1];

  parameters view() const { return {values, lengths}; }
};

// PostgreSQL takes no field of 1 GiB or more.
inline constexpr std::size_t longest_value = (std::size_t{1} << 30) - 1;

[[noreturn, gnu::noinline, gnu::cold]] inline void throw_oversized() {
  throw error(error_kind::invalid_value, "the value has 1 GiB or more, which PostgreSQL does not take");
}

[[noreturn, gnu::noinline, gnu::cold]] inline void throw_bad_parameter(error const& reason, std::size_t index,
                                                                       field const* one, char const* sql) {
  error_fields fields = reason.fields();
  fields.message =
      (one ? "field " + std::string(one->name) : "parameter $" + std::to_string(index + 1)) + ": " + fields.message;
  if (one) fields.column = one->column;
  fields.sql = sql;
  throw error(std::move(fields));
}

[[noreturn, gnu::noinline, gnu::cold]] inline void throw_bad_text(bool too_long, std::size_t index, field const* one,
                                                                  char const* sql) {
  try {
    if (too_long) throw_oversized();
    throw_nul_in_text();
  } catch (error const& reason) {
    throw_bad_parameter(reason, index, one, sql);
  }
}

/// A type whose values are nothing but text.
template <class T>
concept plain_text = std::same_as<T, std::string> || std::same_as<T, std::string_view>;

/// Fills a frame, one value after the other. One instantiation of the call operator for each type of value.
class binder {
 public:
  template <std::size_t Count>
  binder(parameter_frame<Count>& frame, char const* sql)
      : value_(frame.values), length_(frame.lengths), next_(frame.bytes), begin_(frame.values), sql_(sql) {}

  binder(char const** values, int* lengths, char* bytes, char const* sql)
      : value_(values), length_(lengths), next_(bytes), begin_(values), sql_(sql) {}

  binder(binder const&) = delete;
  binder& operator=(binder const&) = delete;
  ~binder() {
    if (kept_ != nullptr) [[unlikely]]
      free_all(kept_);
  }

  /// Whose the next value is, for an error; null: nobody's.
  void name(field const* one) { field_ = one; }

  /// A choice that was made says which text it is, and binds nothing.
  void operator()(chosen_bits const&) {}

  /// A condition that was built at run time has its values encoded.
  [[gnu::noinline]] void operator()(dynamic_content const& content) {
    walk(
        *content.root, [](std::string_view) {},
        [&](dynamic_node const& term) {
          for (encoded_value const& one : term.values) {
            if (one.is_null) null();
            else encoded(one.bytes);
          }
        });
  }

  /// Binds a value. Not inline: values of a type are bound in many places, and cost each of them a call.
  template <class T>
  [[gnu::noinline]] void operator()(T const& value) {
    put(value);
  }

  /// Binds a value, or NULL.
  template <class T>
  void put(T const& value) {
    static_assert(fixed_width<T> <= parameter_frame<0>::widest);
    if constexpr (fixed_width<T> != 0 && !stored_type<T>) {
      *value_++ = next_;
      *length_++ = static_cast<int>(fixed_width<T>);
      encode_checked(value);
    } else if constexpr (plain_text<T>) {
      put_text(value.data(), value.size());
    } else if constexpr (is_viewed<T>) {
      view(value);
    } else {
      copy(value);
    }
  }

  template <class T>
  void put(std::optional<T> const& value) {
    if (value) put(*value);
    else null();
  }

  template <class T>
  void put(embeds_one<T> const& value) {
    if (auto const* const held = embed_access::held(value)) put(*held);
    else null();
  }

  void null() {
    *value_++ = nullptr;
    *length_++ = 0;
  }

  /// A value that was encoded elsewhere and outlives the statement.
  void encoded(std::string_view bytes) {
    *value_++ = bytes.data() != nullptr ? bytes.data() : "";
    *length_++ = checked_length(bytes.size());
  }

  /// Memory that lives as long as the binder, with a NUL byte behind it: parameters in text format end there.
  char* allocate(std::size_t size) {
    auto* const block = static_cast<kept*>(::operator new(sizeof(kept) + size + 1));
    block->next = kept_;
    kept_ = block;
    char* const bytes = reinterpret_cast<char*>(block + 1);
    bytes[size] = '\0';
    return bytes;
  }

  std::size_t bound() const { return static_cast<std::size_t>(value_ - begin_); }

  // Always inline, also into cold code: see `put_text`.
  [[noreturn, gnu::always_inline]] void refuse(error const& reason) const {
    throw_bad_parameter(reason, bound(), field_, sql_);
  }

 private:
  // Bytes that had to be made for a value follow it.
  struct kept {
    kept* next;
  };

  // Not inline, because most statements keep nothing and there are many of them.
  [[gnu::noinline, gnu::cold]] static void free_all(kept* block) noexcept {
    while (block != nullptr) {
      kept* const next = block->next;
      ::operator delete(block);
      block = next;
    }
  }

  template <class T>
  void encode_checked(T const& value) {
    if constexpr (noexcept(encode(value, next_))) {
      next_ = encode(value, next_);
    } else {
      try {
        next_ = encode(value, next_);
      } catch (error const& reason) {
        --value_;
        refuse(reason);
      }
    }
  }

  template <class T>
  [[gnu::noinline]] void view(T const& value) {
    try {
      encoded(view_of(value));
    } catch (error const& reason) {
      refuse(reason);
    }
  }

  template <class T>
  [[gnu::noinline]] void copy(T const& value) {
    try {
      std::size_t const size = encoded_size(value);
      char* const bytes = allocate(size);
      encode(value, bytes);
      encoded({bytes, size});
    } catch (error const& reason) {
      refuse(reason);
    }
  }

  // As `view`, but inline and without a handler, because an INSERT has more text than anything else: nothing here takes
  // the binder's address, so that its members stay in registers from field to field.
  void put_text(char const* data, std::size_t size) {
    bool const too_long = size > longest_value;
    if (too_long || (size != 0 && std::memchr(data, '\0', size) != nullptr)) [[unlikely]]
      throw_bad_text(too_long, bound(), field_, sql_);
    *value_++ = data != nullptr ? data : "";
    *length_++ = static_cast<int>(size);
  }

  static int checked_length(std::size_t size) {
    if (size > longest_value) [[unlikely]]
      throw_oversized();
    return static_cast<int>(size);
  }

  char const** value_;
  int* length_;
  char* next_;
  char const** begin_;
  char const* sql_;
  field const* field_ = nullptr;
  kept* kept_ = nullptr;
};

/// A value of a query, where it is, and what binds it.
struct value_ref {
  void const* value;
  void (*bind)(binder& out, void const* value);
};

/// The values of a query, in the order of its text.
struct value_refs {
  value_ref const* begin = nullptr;
  std::size_t count = 0;
};

template <class T>
void bind_value(binder& out, void const* value) {
  out.put(*static_cast<T const*>(value));
}
inline void bind_content(binder& out, void const* root) {
  out(dynamic_content{static_cast<dynamic_node const*>(root)});
}

/// Notes where the values of a query are. That is all that is compiled for each query: to bind them there took a call that
/// may throw for each value and a frame to be unwound, 5 of the 22 ms that g++ 12 needed for a query of three numbers
/// (-O2).
struct value_collector {
  value_ref* next;

  void operator()(chosen_bits const&) {}
  void operator()(dynamic_content const& content) { *next++ = {content.root, &bind_content}; }
  template <class T>
  void operator()(T const& value) {
    *next++ = {&value, &bind_value<T>};
  }
};

/// The values of a statement in their wire format: on the stack, unless there are many. No template of the query.
class value_frame {
 public:
  value_frame(statement const& which, value_refs from)
      : many_(which.parameter_count > few ? new many_values(which.parameter_count) : nullptr),
        out_(many_ ? binder(many_->values.data(), many_->lengths.data(), many_->bytes.get(), which.sql)
                   : binder(few_, which.sql)) {
    for (value_ref const* one = from.begin; one != from.begin + from.count; ++one) one->bind(out_, one->value);
  }

  parameters view() const {
    if (out_.bound() == 0) return {};
    return many_ ? parameters{many_->values.data(), many_->lengths.data()} : few_.view();
  }

 private:
  static constexpr std::size_t few = 32;

  struct many_values {
    explicit many_values(std::size_t count)
        : values(count), lengths(count), bytes(new char[count * parameter_frame<0>::widest]) {}

    std::vector<char const*> values;
    std::vector<int> lengths;
    std::unique_ptr<char[]> bytes;
  };

  std::unique_ptr<many_values> many_;
  parameter_frame<few> few_;
  binder out_;
};

}  // namespace recto::detail
