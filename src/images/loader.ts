import sharp from "sharp";

// libvips brings loaders for some thirty formats, several of which run interpreters or read other files. Blocking the base class
// and opening three of them again means that no bytes, however crafted, reach the others.
sharp.block({ operation: ["VipsForeignLoad"] });
sharp.unblock({
  operation: [
    "VipsForeignLoadJpegBuffer",
    "VipsForeignLoadPngBuffer",
    "VipsForeignLoadPngSpngBuffer",
    "VipsForeignLoadWebpBuffer",
  ],
});
// Every image is seen once, so a cache of operations would only keep people's pictures in memory.
sharp.cache(false);
// Images here are small: parallelism comes from decoding several at once, not from threads within one.
sharp.concurrency(1);

export { sharp };
