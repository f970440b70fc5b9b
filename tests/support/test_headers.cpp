// Nothing of its own: the target that compiles this file precompiles the headers tests share (tests/CMakeLists.txt).
