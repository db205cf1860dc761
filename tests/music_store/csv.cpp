// SPDX-License-Identifier: BSL-1.0
// The CSV reader of examples/music_store, without a server: what RFC 4180 allows, what is refused and where.
#include <music_store/csv.hpp>

#include <support/test.hpp>

using music_store::csv::cell;
using music_store::csv::parse;
using cells = std::vector<cell>;

namespace {

std::vector<cells> records_of(std::string_view text) {
  std::vector<cells> result;
  for (auto& record : parse(text, "x.csv").records) result.push_back(record.cells);
  return result;
}

std::string refusal_of(std::string_view text) {
  try {
    parse(text, "x.csv");
  } catch (music_store::csv::error const& problem) {
    return problem.what();
  }
  return "no error";
}

}  // namespace

TEST_CASE("csv: plain fields, LF or CRLF, with or without a last line break") {
  std::vector<cells> const expected{{"1", "2"}, {"3", " 4 "}};
  CHECK(records_of("a,b\n1,2\n3, 4 \n") == expected);
  CHECK(records_of("a,b\r\n1,2\r\n3, 4 \r\n") == expected);
  CHECK(records_of("a,b\n1,2\r\n3, 4 ") == expected);
  CHECK(parse("\xEF\xBB\xBF"
              "a,b\n",
              "x.csv")
            .header
        == std::vector<std::string>{"a", "b"});
  CHECK(parse("a,\"b, c\"", "x.csv").header == std::vector<std::string>{"a", "b, c"});
  CHECK(records_of("a,b\n").empty());
}

TEST_CASE("csv: quotes keep commas, line breaks and quotes") {
  CHECK(records_of("a,b\n\"1,1\",\"say \"\"hi\"\"\"\n") == std::vector<cells>{{"1,1", "say \"hi\""}});
  CHECK(records_of("a,b\r\n\"1\r\n\n2\",\"\"\"\"\r\n") == std::vector<cells>{{"1\r\n\n2", "\""}});
  CHECK(records_of("a\n\"1\"") == std::vector<cells>{{"1"}});
}

TEST_CASE("csv: an empty field is NULL unless it is quoted") {
  CHECK(records_of("a,b,c\n,\"\",\n") == std::vector<cells>{{std::nullopt, "", std::nullopt}});
  CHECK(records_of("a,b\n1,") == std::vector<cells>{{"1", std::nullopt}});
  CHECK(records_of("a\n\n1\n") == std::vector<cells>{{std::nullopt}, {"1"}});
}

TEST_CASE("csv: a record may have more or fewer fields than the header") {
  CHECK(records_of("a,b\n1\n1,2,3\n\n") == std::vector<cells>{{"1"}, {"1", "2", "3"}, {std::nullopt}});
}

TEST_CASE("csv: a record knows the line that it begins in") {
  auto const table = parse("a,b\n1,\"x\ny\"\n2,z\n", "x.csv");
  CHECK(table.records.at(0).line == 2);
  CHECK(table.records.at(1).line == 4);
}

TEST_CASE("csv: what is refused, and where") {
  CHECK(refusal_of("") == "x.csv:1: no header line");
  CHECK(refusal_of("a,b\n1,\"2\n3\n") == "x.csv:2: the quote that begins here never ends");
  CHECK(refusal_of("a,b\n\"x\ny\",\"2\"3\n") == "x.csv:3: text after the quote that ends a field");
  CHECK(refusal_of("a,b\n1,2\"3\"\n") == "x.csv:2: a quote inside a field that does not begin with one");
  CHECK(refusal_of("a,b\n1,2\r3,4\n") == "x.csv:2: a carriage return without a line feed");
  CHECK_THROWS_WITH(music_store::csv::read("no/such/file.csv"), recto::test::contains("no/such/file.csv"));
}
