// SPDX-License-Identifier: BSL-1.0
// The texts of queries that are not constant. A shape's is rendered at its first use and kept for the life of the program,
// with the statement by which connections know it; looking one up is a hash and no lock. Text that depends on a
// run-time condition's content is rendered for each execution, and its statement kept as long as there is room.
// Layer 5.
#pragma once

#include <recto/query/values.hpp>
#include <recto/sql/dynamic.hpp>
#include <recto/sql/executor.hpp>
#include <recto/sql/text.hpp>

#include <algorithm>
#include <atomic>
#include <cstddef>
#include <cstdint>
#include <memory>
#include <mutex>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace recto::detail {

using write_function = void (*)(sql_writer&);

template <statement_kind Kind, class Query>
inline constexpr cache policy_of = std::remove_cvref_t<decltype(text_by<query_writer<Kind, Query>>)>::policy;

/// What a query has chosen, gathered by visiting its values.
struct shape_reader {
  std::uint64_t shape = 0;
  std::uint32_t bits = 0;

  template <class T>
  constexpr void operator()(T const&) {}
  constexpr void operator()(chosen_bits const& made) {
    shape |= std::uint64_t{made.chosen} << bits;
    bits += made.bits;
  }
};

/// The text of one statement that was rendered at run time. Its parts are in one block of memory.
class rendered_statement {
 public:
  /// Errors: `misuse` if the text uses a join that was not chosen; `invalid_value` if it has more parameters than the protocol
  /// can count.
  [[gnu::noinline]] rendered_statement(write_function write, std::uint64_t shape, void const* const* contents = nullptr,
                                       write_target const* target = nullptr)
      : target_(target) {
    sql_writer counter;
    begin(counter, shape, contents);
    write(counter);
    std::size_t const count = counter.parameters();
    if (count > 65535)
      throw error(error_kind::invalid_value,
                  "the statement binds " + std::to_string(count) + " values; PostgreSQL takes at most 65535");
    types_ = std::make_unique<oid[]>(count + 1);
    formats_ = std::make_unique<int[]>(count + 1);
    text_.resize(counter.size());
    sql_writer out(text_.data(), types_.get(), formats_.get());
    begin(out, shape, contents);
    write(out);
    count_ = static_cast<std::uint16_t>(count);
  }

  std::string const& text() const { return text_; }
  oid const* types() const { return types_.get(); }
  int const* formats() const { return formats_.get(); }
  std::uint16_t count() const { return count_; }
  /// The columns that it writes, if it is an update.
  write_target const* target() const { return target_; }

 private:
  static void begin(sql_writer& out, std::uint64_t shape, void const* const* contents) {
    out.follow(shape);
    out.read_from(contents);
  }

  std::string text_;
  std::unique_ptr<oid[]> types_;
  std::unique_ptr<int[]> formats_;
  write_target const* target_;
  std::uint16_t count_ = 0;
};

/// A rendered text with its statement, whose address stays.
struct kept_statement {
  explicit kept_statement(rendered_statement rendered)
      : text(std::move(rendered)),
        which(text.text().c_str(), text.types(), text.formats(), text.count(), text.target()) {}

  rendered_statement text;
  statement which;
  std::uint64_t shape = 0;         // of a shape
  write_function write = nullptr;  // of text that depends on content: what wrote it
  kept_statement* next = nullptr;
};

/// The shapes of one query type that were used so far.
class shape_table {
 public:
  constexpr shape_table() = default;

  /// The statement of a shape. Threads: any; two that ask for a new shape at once render it twice, and one is dropped.
  statement const& find(std::uint64_t shape, write_function write, write_target const* target = nullptr) {
    std::atomic<kept_statement*>& bucket = buckets_[shape % bucket_count];
    for (kept_statement* one = bucket.load(std::memory_order_acquire); one != nullptr; one = one->next)
      if (one->shape == shape) return one->which;
    return add(bucket, shape, write, target);
  }

 private:
  static constexpr std::size_t bucket_count = 16;

  [[gnu::noinline, gnu::cold]] static statement const& add(std::atomic<kept_statement*>& bucket, std::uint64_t shape,
                                                           write_function write, write_target const* target) {
    auto fresh = std::make_unique<kept_statement>(rendered_statement(write, shape, nullptr, target));
    fresh->shape = shape;
    kept_statement* first = bucket.load(std::memory_order_acquire);
    do {
      for (kept_statement* one = first; one != nullptr; one = one->next)
        if (one->shape == shape) return one->which;
      fresh->next = first;
    } while (!bucket.compare_exchange_weak(first, fresh.get(), std::memory_order_acq_rel, std::memory_order_acquire));
    return fresh.release()->which;
  }

  std::atomic<kept_statement*> buckets_[bucket_count]{};
};

/// The shapes of what `Writer` writes.
template <class Writer>
inline constinit shape_table shapes_of{};

// What a query has chosen, and the conditions in it that were built at run time.
struct content_reader : shape_reader {
  std::vector<void const*> contents;

  using shape_reader::operator();
  void operator()(dynamic_content const& content) { contents.push_back(content.root); }
};

/// Statements whose text depends on content. Two may have one text and yet other types of parameters, or rows that are
/// read otherwise; so each belongs to what wrote it.
class content_table {
 public:
  static constexpr std::size_t most = 512;                      // statements that are kept
  static constexpr std::size_t longest = std::size_t{1} << 14;  // characters of one that is kept

  content_table() = default;
  content_table(content_table const&) = delete;
  content_table& operator=(content_table const&) = delete;
  ~content_table() {
    for (kept_statement* one : buckets_)
      while (one != nullptr) delete std::exchange(one, one->next);
  }

  /// The kept statement of that text, kept from now on if there is room; null if there is none. Threads: any.
  statement const* keep(rendered_statement& rendered, write_function write) {
    std::lock_guard const lock(mutex_);
    kept_statement*& bucket = buckets_[hash_text(rendered.text()) % bucket_count];
    for (kept_statement* one = bucket; one != nullptr; one = one->next)
      if (one->write == write && same(one->text, rendered)) return &one->which;
    if (size_ >= most || rendered.text().size() > longest) return nullptr;
    auto* const fresh = new kept_statement(std::move(rendered));
    fresh->write = write;
    fresh->next = std::exchange(bucket, fresh);
    ++size_;
    return &fresh->which;
  }

  std::size_t size() {
    std::lock_guard const lock(mutex_);
    return size_;
  }

 private:
  // Chains of our own: std::unordered_map alone would take a tenth of the umbrella header's compile time.
  static constexpr std::size_t bucket_count = 256;

  static bool same(rendered_statement const& left, rendered_statement const& right) {
    return left.text() == right.text() && left.count() == right.count()
        && std::equal(left.types(), left.types() + left.count(), right.types());
  }

  std::mutex mutex_;
  kept_statement* buckets_[bucket_count]{};
  std::size_t size_ = 0;
};

/// For the life of the program: connections may hold the addresses of statements to the very end.
inline content_table& kept_contents() {
  static auto* const table = new content_table;
  return *table;
}

/// The text of a query's statement at run time.
template <statement_kind Kind, class Query>
std::string text_of_query(Query const& asked) {
  using writer = query_writer<Kind, Query>;
  if constexpr (policy_of<Kind, Query> == cache::constant) {
    return std::string(text_by<writer>.view());
  } else {
    content_reader reader;
    each_parameter<Kind>(asked, reader);
    return rendered_statement(&writer::write, reader.shape, reader.contents.data()).text();
  }
}

}  // namespace recto::detail
