// SPDX-License-Identifier: BSL-1.0
// Structs within a struct, kept in one jsonb column: `embeds_one<Address>` (nullable) and `embeds_many<Item>`. Here are
// the fields' types; how they become JSON is recto/types/json.hpp, which a program that uses them includes.
// The embedded type may be incomplete where the field is declared (a tree of comments), so nothing here is constexpr
// (clang 19 would instantiate a constexpr destructor at the member's default initialiser) and what needs it complete is
// defined outside the class.
// Layer 2.
#pragma once

#include <recto/base/error.hpp>
#include <recto/reflect/fields.hpp>
#include <recto/types/type.hpp>

#include <cstddef>
#include <initializer_list>
#include <optional>
#include <string>
#include <utility>
#include <vector>

namespace recto {

namespace detail {

[[noreturn, gnu::cold, gnu::noinline]] inline void throw_no_embedded(std::string_view of) {
  throw error(error_kind::no_results,
              "the embedded " + std::string(of) + " was read where there is none; ask has_value() before");
}

/// What is in an `embeds_one` that is not empty, as a column's value: `value_of<embeds_one<T>>`.
template <class T>
struct embedded {
  T value{};
};

struct embed_access;

}  // namespace detail

/// None or one `T`, in a jsonb column that may be NULL. Copies are deep. `*one` and `one->field` throw
/// error_kind::no_results where there is none. Ecto: `embeds_one`.
template <class T>
class embeds_one {
 public:
  using embedded_type = T;

  embeds_one() noexcept;
  embeds_one(std::nullopt_t) noexcept : embeds_one() {}
  embeds_one(T value);
  embeds_one(embeds_one const& other);
  embeds_one(embeds_one&& other) noexcept;
  embeds_one& operator=(embeds_one other) noexcept;
  ~embeds_one();

  bool has_value() const noexcept { return held_ != nullptr; }
  explicit operator bool() const noexcept { return held_ != nullptr; }
  T& operator*() { return check(), held_->value; }
  T const& operator*() const { return check(), held_->value; }
  T* operator->() { return check(), &held_->value; }
  T const* operator->() const { return check(), &held_->value; }

  void reset() noexcept;
  /// Replaces what is there by a `T` made of `arguments`.
  template <class... Arguments>
  T& emplace(Arguments&&... arguments) {
    *this = embeds_one(T{std::forward<Arguments>(arguments)...});
    return held_->value;
  }

  friend bool operator==(embeds_one const& left, embeds_one const& right)
    requires requires(T const& value) { value == value; }
  {
    if (left.held_ == nullptr || right.held_ == nullptr) return left.held_ == right.held_;
    return left.held_->value == right.held_->value;
  }

 private:
  friend detail::embed_access;

  void check() const {
    if (held_ == nullptr) [[unlikely]]
      detail::throw_no_embedded(short_type_name<T>);
  }

  detail::embedded<T>* held_;
};

template <class T>
embeds_one<T>::embeds_one() noexcept : held_(nullptr) {}
template <class T>
embeds_one<T>::embeds_one(T value) : held_(new detail::embedded<T>{std::move(value)}) {}
template <class T>
embeds_one<T>::embeds_one(embeds_one const& other)
    : held_(other.held_ == nullptr ? nullptr : new detail::embedded<T>(*other.held_)) {}
template <class T>
embeds_one<T>::embeds_one(embeds_one&& other) noexcept : held_(std::exchange(other.held_, nullptr)) {}
template <class T>
embeds_one<T>& embeds_one<T>::operator=(embeds_one other) noexcept {
  std::swap(held_, other.held_);
  return *this;
}
template <class T>
embeds_one<T>::~embeds_one() {
  delete held_;
}
template <class T>
void embeds_one<T>::reset() noexcept {
  delete std::exchange(held_, nullptr);
}

/// Any number of `T`, in one jsonb column as an array. SQL's NULL reads as none. Used like a std::vector; `rows()` is
/// one. Copies are deep. Ecto: `embeds_many`.
template <class T>
class embeds_many {
 public:
  using embedded_type = T;
  using value_type = T;
  using size_type = std::size_t;

  embeds_many() noexcept;
  embeds_many(std::initializer_list<T> values);
  embeds_many(std::vector<T> values) noexcept;
  embeds_many(embeds_many const& other);
  embeds_many(embeds_many&& other) noexcept;
  embeds_many& operator=(embeds_many other) noexcept;
  ~embeds_many();

  std::size_t size() const noexcept { return rows_.size(); }
  bool empty() const noexcept { return rows_.empty(); }
  auto begin() noexcept { return rows_.begin(); }
  auto end() noexcept { return rows_.end(); }
  auto begin() const noexcept { return rows_.begin(); }
  auto end() const noexcept { return rows_.end(); }
  T& operator[](std::size_t index) { return rows_[index]; }
  T const& operator[](std::size_t index) const { return rows_[index]; }
  T& front() { return rows_.front(); }
  T const& front() const { return rows_.front(); }
  T& back() { return rows_.back(); }
  T const& back() const { return rows_.back(); }
  void push_back(T value) { rows_.push_back(std::move(value)); }
  void clear() noexcept { rows_.clear(); }

  std::vector<T>& rows() noexcept { return rows_; }
  std::vector<T> const& rows() const noexcept { return rows_; }

  friend bool operator==(embeds_many const& left, embeds_many const& right)
    requires requires(T const& value) { value == value; }
  {
    return left.rows_ == right.rows_;
  }

 private:
  std::vector<T> rows_;
};

template <class T>
embeds_many<T>::embeds_many() noexcept : rows_() {}
template <class T>
embeds_many<T>::embeds_many(std::initializer_list<T> values) : rows_(values) {}
template <class T>
embeds_many<T>::embeds_many(std::vector<T> values) noexcept : rows_(std::move(values)) {}
template <class T>
embeds_many<T>::embeds_many(embeds_many const& other) : rows_(other.rows_) {}
template <class T>
embeds_many<T>::embeds_many(embeds_many&& other) noexcept : rows_(std::move(other.rows_)) {
  other.rows_.clear();
}
template <class T>
embeds_many<T>& embeds_many<T>::operator=(embeds_many other) noexcept {
  rows_.swap(other.rows_);
  return *this;
}
template <class T>
embeds_many<T>::~embeds_many() {}

template <class T>
inline constexpr bool is_embeds_one = false;
template <class T>
inline constexpr bool is_embeds_one<embeds_one<T>> = true;
template <class T>
inline constexpr bool is_embeds_many = false;
template <class T>
inline constexpr bool is_embeds_many<embeds_many<T>> = true;

/// Is a field of that type embedded?
template <class T>
inline constexpr bool is_embed = is_embeds_one<T> || is_embeds_many<T>;

template <class T>
inline constexpr bool is_optional<embeds_one<T>> = true;

namespace detail {

template <class T>
struct without_optional<embeds_one<T>> {
  using type = embedded<T>;
};

/// A value that may be NULL, where it is selected.
template <class Value>
struct nullable_value {
  using type = std::optional<Value>;
};
template <class T>
struct nullable_value<embedded<T>> {
  using type = embeds_one<T>;
};

/// What an `embeds_one` holds, as the column's value.
struct embed_access {
  /// Null where there is none.
  template <class T>
  static embedded<T> const* held(embeds_one<T> const& one) noexcept {
    return one.held_;
  }
  /// Made where there is none.
  template <class T>
  static embedded<T>& make(embeds_one<T>& one) {
    if (one.held_ == nullptr) one.held_ = new embedded<T>();
    return *one.held_;
  }
};

}  // namespace detail

}  // namespace recto
