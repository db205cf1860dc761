// SPDX-License-Identifier: BSL-1.0
// The yardstick: what a good C++ programmer writes on libpq by hand. Prepared once, parameters and results in binary,
// the status of every result checked, NULL asked for only where the column can be NULL. It does not check the types or
// the number of the result's columns, nor the length of a fixed-width cell, and it cannot reconnect.
#include "contender.hpp"

#include <libpq-fe.h>

#include <bit>
#include <cstring>
#include <span>
#include <stdexcept>
#include <string_view>

namespace benchmark {
namespace {

struct close_connection {
  void operator()(PGconn* connection) const { PQfinish(connection); }
};
struct clear_result {
  void operator()(PGresult* result) const { PQclear(result); }
};
using result = std::unique_ptr<PGresult, clear_result>;

constexpr std::chrono::microseconds epoch_offset = std::chrono::seconds{946'684'800};  // 2000-01-01 after 1970-01-01

template <class Integer>
Integer big_endian(Integer value) {
  if constexpr (sizeof value == 8) return static_cast<Integer>(__builtin_bswap64(static_cast<std::uint64_t>(value)));
  else return static_cast<Integer>(__builtin_bswap32(static_cast<std::uint32_t>(value)));
}

template <class Integer>
Integer read(char const* cell) {
  Integer value{};
  std::memcpy(&value, cell, sizeof value);
  return big_endian(value);
}

template <class Integer>
char* write(char* out, Integer value) {
  value = big_endian(value);
  std::memcpy(out, &value, sizeof value);
  return out + sizeof value;
}

std::int64_t wire(timestamp time) { return (time.time_since_epoch() - epoch_offset).count(); }
std::int64_t wire(double number) { return std::bit_cast<std::int64_t>(number); }

void decode(PGresult const* rows, int row, Post& post) {
  post.id = read<std::int64_t>(PQgetvalue(rows, row, 0));
  post.author_id = read<std::int64_t>(PQgetvalue(rows, row, 1));
  post.title = std::string(PQgetvalue(rows, row, 2), static_cast<std::size_t>(PQgetlength(rows, row, 2)));
  post.body = std::string(PQgetvalue(rows, row, 3), static_cast<std::size_t>(PQgetlength(rows, row, 3)));
  post.view_count = read<std::int32_t>(PQgetvalue(rows, row, 4));
  post.published = *PQgetvalue(rows, row, 5) != 0;
  if (!PQgetisnull(rows, row, 6)) post.rating = std::bit_cast<double>(read<std::int64_t>(PQgetvalue(rows, row, 6)));
  post.inserted_at = timestamp{std::chrono::microseconds{read<std::int64_t>(PQgetvalue(rows, row, 7))} + epoch_offset};
}

/// One column of rows as a one-dimensional binary array (src/backend/utils/adt/arrayfuncs.c, array_recv).
char* begin_array(char* out, std::int32_t element_type, std::size_t count, bool nullable) {
  out = write(out, std::int32_t{1});                 // dimensions
  out = write(out, std::int32_t{nullable ? 1 : 0});  // has NULLs
  out = write(out, element_type);
  out = write(out, static_cast<std::int32_t>(count));
  return write(out, std::int32_t{1});  // lower bound
}
constexpr std::size_t array_header = 20;

char* write_cell(char* out, std::int64_t value) { return write(write(out, std::int32_t{8}), value); }
char* write_cell(char* out, std::int32_t value) { return write(write(out, std::int32_t{4}), value); }
char* write_cell(char* out, bool value) {
  out = write(out, std::int32_t{1});
  *out = value ? 1 : 0;
  return out + 1;
}
char* write_cell(char* out, std::string const& value) {
  out = write(out, static_cast<std::int32_t>(value.size()));
  std::memcpy(out, value.data(), value.size());
  return out + value.size();
}
char* write_cell(char* out, std::optional<double> const& value) {
  return value ? write_cell(out, wire(*value)) : write(out, std::int32_t{-1});
}
char* write_cell(char* out, timestamp value) { return write_cell(out, wire(value)); }

class raw_libpq : public contender {
 public:
  explicit raw_libpq(char const* url) : connection_(PQconnectdb(url)) {
    if (PQstatus(connection_.get()) != CONNECTION_OK) fail();
    prepare("get",
            "select id, author_id, title, body, view_count, published, rating, inserted_at from posts where id = $1");
    prepare("all",
            "select id, author_id, title, body, view_count, published, rating, inserted_at from posts where id > $1"
            " order by id limit $2");
    prepare("insert",
            "insert into drafts (author_id, title, body, view_count, published, rating, inserted_at)"
            " values ($1, $2, $3, $4, $5, $6, $7) returning id");
    prepare("update", "update posts set view_count = $1 where id = $2");
    prepare("insert_all",
            "insert into drafts (author_id, title, body, view_count, published, rating, inserted_at)"
            " select * from unnest($1::bigint[], $2::text[], $3::text[], $4::integer[], $5::boolean[],"
            " $6::double precision[], $7::timestamptz[])");
  }

  char const* name() const override { return "raw libpq"; }
  bool writes_changes() const override { return true; }

  std::optional<Post> get(std::int64_t id) override {
    std::int64_t const key = big_endian(id);
    char const* const values[] = {reinterpret_cast<char const*>(&key)};
    int const lengths[] = {8};
    int const formats[] = {1};
    result const rows = execute("get", values, lengths, formats, PGRES_TUPLES_OK);
    std::optional<Post> post;
    if (PQntuples(rows.get()) == 1) decode(rows.get(), 0, post.emplace());
    return post;
  }

  std::vector<Post> all(std::int64_t after) override {
    std::int64_t const key = big_endian(after);
    std::int64_t const limit = big_endian(std::int64_t{page_size});
    char const* const values[] = {reinterpret_cast<char const*>(&key), reinterpret_cast<char const*>(&limit)};
    int const lengths[] = {8, 8};
    int const formats[] = {1, 1};
    result const rows = execute("all", values, lengths, formats, PGRES_TUPLES_OK);
    int const count = PQntuples(rows.get());
    std::vector<Post> posts;
    posts.reserve(static_cast<std::size_t>(count));
    for (int row = 0; row < count; ++row) decode(rows.get(), row, posts.emplace_back());
    return posts;
  }

  void insert(Draft& draft) override {
    std::int64_t const author_id = big_endian(draft.author_id);
    std::int32_t const view_count = big_endian(draft.view_count);
    char const published = draft.published ? 1 : 0;
    std::int64_t const rating = draft.rating ? big_endian(wire(*draft.rating)) : 0;
    std::int64_t const inserted_at = big_endian(wire(draft.inserted_at));
    char const* const values[] = {reinterpret_cast<char const*>(&author_id),
                                  draft.title.data(),
                                  draft.body.data(),
                                  reinterpret_cast<char const*>(&view_count),
                                  &published,
                                  draft.rating ? reinterpret_cast<char const*>(&rating) : nullptr,
                                  reinterpret_cast<char const*>(&inserted_at)};
    int const lengths[] = {8, static_cast<int>(draft.title.size()), static_cast<int>(draft.body.size()), 4, 1, 8, 8};
    int const formats[] = {1, 1, 1, 1, 1, 1, 1};
    result const rows = execute("insert", values, lengths, formats, PGRES_TUPLES_OK);
    if (PQntuples(rows.get()) != 1) throw std::runtime_error("insert returned no row");
    draft.id = read<std::int64_t>(PQgetvalue(rows.get(), 0, 0));
  }

  void insert_all(std::vector<Draft> const& drafts) override {
    std::size_t text = 0;
    for (Draft const& draft : drafts) text += draft.title.size() + draft.body.size();
    std::size_t const bytes = 7 * array_header + text + drafts.size() * (12 + 4 + 4 + 8 + 5 + 12 + 12);
    auto const buffer = std::make_unique_for_overwrite<char[]>(bytes);
    char const* values[7]{};
    int lengths[7]{};
    int const formats[] = {1, 1, 1, 1, 1, 1, 1};
    char* out = buffer.get();
    auto const column = [&](int index, std::int32_t element_type, bool nullable, auto Draft::* member) {
      values[index] = out;
      out = begin_array(out, element_type, drafts.size(), nullable);
      for (Draft const& draft : drafts) out = write_cell(out, draft.*member);
      lengths[index] = static_cast<int>(out - values[index]);
    };
    column(0, 20, false, &Draft::author_id);
    column(1, 25, false, &Draft::title);
    column(2, 25, false, &Draft::body);
    column(3, 23, false, &Draft::view_count);
    column(4, 16, false, &Draft::published);
    column(5, 701, true, &Draft::rating);
    column(6, 1184, false, &Draft::inserted_at);
    execute("insert_all", values, lengths, formats, PGRES_COMMAND_OK);
  }

  void update(Post const& post, std::int32_t view_count) override {
    std::int32_t const changed = big_endian(view_count);
    std::int64_t const key = big_endian(post.id);
    char const* const values[] = {reinterpret_cast<char const*>(&changed), reinterpret_cast<char const*>(&key)};
    int const lengths[] = {4, 8};
    int const formats[] = {1, 1};
    result const done = execute("update", values, lengths, formats, PGRES_COMMAND_OK);
    if (std::strcmp(PQcmdTuples(done.get()), "1") != 0) throw std::runtime_error("update hit no row");
  }

 protected:
  PGconn* connection() const { return connection_.get(); }
  [[noreturn]] void fail() const { throw std::runtime_error(PQerrorMessage(connection_.get())); }

 private:
  void prepare(char const* name, char const* sql) {
    result const done{PQprepare(connection_.get(), name, sql, 0, nullptr)};
    if (PQresultStatus(done.get()) != PGRES_COMMAND_OK) fail();
  }

  result execute(char const* name, std::span<char const* const> values, int const* lengths, int const* formats,
                 ExecStatusType expected) {
    result rows{
        PQexecPrepared(connection_.get(), name, static_cast<int>(values.size()), values.data(), lengths, formats, 1)};
    if (PQresultStatus(rows.get()) != expected) fail();
    return rows;
  }

  std::unique_ptr<PGconn, close_connection> connection_;
};

/// The fastest way into a table that libpq has: binary COPY, in pieces of 64 KiB.
class raw_copy : public raw_libpq {
 public:
  using raw_libpq::raw_libpq;

  char const* name() const override { return "raw COPY"; }
  bool only_bulk() const override { return true; }
  bool writes_changes() const override { return false; }

  void insert_all(std::vector<Draft> const& drafts) override {
    result const started{PQexec(connection(),
                                "copy drafts (author_id, title, body, view_count, published, rating, inserted_at)"
                                " from stdin (format binary)")};
    if (PQresultStatus(started.get()) != PGRES_COPY_IN) fail();
    static constexpr std::string_view header("PGCOPY\n\377\r\n\0\0\0\0\0\0\0\0\0", 19);
    std::size_t capacity = 65'536;
    auto buffer = std::make_unique_for_overwrite<char[]>(capacity);
    std::memcpy(buffer.get(), header.data(), header.size());
    char* out = buffer.get() + header.size();
    auto const flush = [&] {
      if (PQputCopyData(connection(), buffer.get(), static_cast<int>(out - buffer.get())) != 1) fail();
      out = buffer.get();
    };
    for (Draft const& draft : drafts) {
      std::size_t const row = 2 + 12 + 4 + draft.title.size() + 4 + draft.body.size() + 8 + 5 + 12 + 12;
      if (static_cast<std::size_t>(out - buffer.get()) + row + 2 > capacity) {
        flush();
        if (row + 2 > capacity) {
          capacity = row + 2;
          buffer = std::make_unique_for_overwrite<char[]>(capacity);
          out = buffer.get();
        }
      }
      *out++ = 0;
      *out++ = 7;  // columns
      out = write_cell(out, draft.author_id);
      out = write_cell(out, draft.title);
      out = write_cell(out, draft.body);
      out = write_cell(out, draft.view_count);
      out = write_cell(out, draft.published);
      out = write_cell(out, draft.rating);
      out = write_cell(out, draft.inserted_at);
    }
    *out++ = '\377';
    *out++ = '\377';
    flush();
    if (PQputCopyEnd(connection(), nullptr) != 1) fail();
    while (result const done{PQgetResult(connection())}) {
      if (PQresultStatus(done.get()) != PGRES_COMMAND_OK) fail();
    }
  }
};

}  // namespace

std::unique_ptr<contender> make_raw_libpq(char const* url) { return std::make_unique<raw_libpq>(url); }
std::unique_ptr<contender> make_raw_copy(char const* url) { return std::make_unique<raw_copy>(url); }

}  // namespace benchmark
