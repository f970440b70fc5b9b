# One INTERFACE target carries warnings, definitions and sanitizers; every target of ours links it.
add_library(synscope_flags INTERFACE)
target_include_directories(synscope_flags INTERFACE ${CMAKE_SOURCE_DIR})
target_compile_definitions(synscope_flags INTERFACE
  SYNSCOPE_VERSION="${PROJECT_VERSION}" QT_NO_CAST_FROM_ASCII QT_NO_FOREACH QT_NO_KEYWORDS)
target_compile_options(synscope_flags INTERFACE
  -Wall -Wextra -Wpedantic -Wshadow -Wconversion -Wno-sign-conversion -Wnon-virtual-dtor -Woverloaded-virtual
  $<$<BOOL:${SYNSCOPE_WERROR}>:-Werror>)

if(SYNSCOPE_SANITIZE)
  target_compile_options(synscope_flags INTERFACE
    -fsanitize=${SYNSCOPE_SANITIZE} -fno-omit-frame-pointer -fno-sanitize-recover=all)
  target_link_options(synscope_flags INTERFACE -fsanitize=${SYNSCOPE_SANITIZE})
endif()

# Everyday builds link some two hundred programs; mold does each in a third of the time.
find_program(SYNSCOPE_MOLD mold)
if(SYNSCOPE_PCH AND SYNSCOPE_MOLD)
  target_link_options(synscope_flags INTERFACE -fuse-ld=mold)
endif()

# synscope_precompile(target header...): builds from nothing take half the time. Off in the release preset, which thereby
# notices an include that is missing.
function(synscope_precompile target)
  if(SYNSCOPE_PCH)
    target_precompile_headers(${target} PRIVATE ${ARGN})
    target_compile_options(${target} PRIVATE $<$<CXX_COMPILER_ID:GNU>:-fpch-preprocess>)  # For ccache.
  endif()
endfunction()
