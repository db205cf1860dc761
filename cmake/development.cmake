# What only people who work on recto itself need: warnings as errors, sanitizers, header verification, the tests.
# A project that uses recto never reads this file.

set(CMAKE_CXX_EXTENSIONS OFF)
set(RECTO_SANITIZE "" CACHE STRING "Sanitizers to build with, as -fsanitize= takes them")

add_compile_options(-Wall -Wextra -Wpedantic -Wconversion -Wshadow -Werror)
if(RECTO_SANITIZE)
  add_compile_options(-fsanitize=${RECTO_SANITIZE} -fno-sanitize-recover=all -fno-omit-frame-pointer)
  add_link_options(-fsanitize=${RECTO_SANITIZE})
endif()

# Each header must compile by itself: target all_verify_interface_header_sets, run as the test `headers`.
set_target_properties(recto PROPERTIES VERIFY_INTERFACE_HEADER_SETS ON)

if(RECTO_TESTS)
  enable_testing()
  add_subdirectory(tests)
  add_subdirectory(examples)
endif()
if(RECTO_BENCHMARKS AND EXISTS ${PROJECT_SOURCE_DIR}/benchmarks/CMakeLists.txt)
  add_subdirectory(benchmarks)
endif()
