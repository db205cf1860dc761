// SPDX-License-Identifier: BSL-1.0
// Runs a fuzz target without libFuzzer, for compilers that lack it: driver DICTIONARY RUNS SEED. Each input is a few words
// of the dictionary, some of them broken. Blind to coverage; the same seed gives the same inputs.
#include <cstdint>
#include <cstdio>
#include <cstdlib>
#include <fstream>
#include <random>
#include <string>
#include <vector>

extern "C" int LLVMFuzzerTestOneInput(std::uint8_t const* data, std::size_t size);

namespace {

// `"text"` with \xHH, \\ and \" in it; other lines are comments.
std::vector<std::string> read_words(char const* path) {
  std::ifstream file(path);
  std::vector<std::string> words;
  for (std::string line; std::getline(file, line);) {
    if (line.size() < 2 || line.front() != '"' || line.back() != '"') continue;
    std::string word;
    for (std::size_t i = 1; i + 1 < line.size(); ++i) {
      if (line[i] != '\\') word += line[i];
      else if (line[i + 1] != 'x') word += line[++i];
      else word += static_cast<char>(std::stoi(line.substr(i + 2, 2), nullptr, 16)), i += 3;
    }
    words.push_back(word);
  }
  return words;
}

}  // namespace

int main(int argc, char** argv) {
  std::vector<std::string> const words = argc == 4 ? read_words(argv[1]) : std::vector<std::string>{};
  if (words.empty()) {
    std::fprintf(stderr, "usage: driver DICTIONARY RUNS SEED; the dictionary must have words\n");
    return 2;
  }
  long const runs = std::strtol(argv[2], nullptr, 10);
  std::mt19937_64 random(std::strtoull(argv[3], nullptr, 10));
  auto const below = [&](std::size_t limit) { return static_cast<std::size_t>(random() % limit); };
  for (long run = 0; run < runs; ++run) {
    std::string input;
    for (std::size_t parts = below(9); parts > 0; --parts) input += words[below(words.size())];
    for (std::size_t breaks = below(4); breaks > 0 && !input.empty(); --breaks) {
      std::size_t const at = below(input.size());
      switch (below(4)) {
        case 0: input[at] = static_cast<char>(random()); break;
        case 1: input[at] = static_cast<char>('0' + below(10)); break;
        case 2: input.erase(at, 1); break;
        default: input.insert(at, 1, input[below(input.size())]);
      }
    }
    LLVMFuzzerTestOneInput(reinterpret_cast<std::uint8_t const*>(input.data()), input.size());
  }
  std::printf("%ld inputs\n", runs);
}
