// Loads one release of o1js. Two releases cannot share a process, so the import is
// dynamic and every program here takes its release from the command line.

export const versions = ['1.9.1', '2.15.0'];

const packages = { '1.9.1': 'o1js-1', '2.15.0': 'o1js' };

// nativeAvailable says whether the native backend of this platform is installed. Its
// package is optional; o1js 1.9.1 has none.
export function nativeAvailable(version) {
  if (version !== '2.15.0') return false;
  try {
    import.meta.resolve(`@o1js/native-${process.platform}-${process.arch}`);
    return true;
  } catch {
    return false;
  }
}

// load returns the public API and `inside`, which imports a module of the package that
// its exports do not name. backend is wasm, native, or auto (native where installed).
export async function load(version, backend = 'auto') {
  const name = packages[version];
  if (!name) throw Error(`unknown version ${version}, expected ${versions.join(' or ')}`);
  if (backend === 'auto') backend = nativeAvailable(version) ? 'native' : 'wasm';
  if (backend === 'native' && version !== '2.15.0') throw Error(`o1js ${version} has no native backend`);

  const entry = import.meta.resolve(name);
  const o1js = await import(entry);
  o1js.setBackend?.(backend);
  await o1js.initializeBindings();
  return { version, backend, o1js, inside: (path) => import(new URL(path, entry)) };
}
