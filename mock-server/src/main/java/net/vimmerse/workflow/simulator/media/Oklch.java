package net.vimmerse.workflow.simulator.media;

/**
 * A colour in a perceptual space: equal lightness looks equally light in every hue, which keeps
 * white letters readable on all of them.
 *
 * @param lightness from 0 to 1
 * @param chroma from 0, grey, to about 0.3
 * @param hue in degrees
 * @see <a href="https://bottosson.github.io/posts/oklab/">the definition of Oklab</a>
 */
record Oklch(double lightness, double chroma, double hue) {

  /** Returns the nearest sRGB colour as 0xRRGGBB, clipped to the gamut. */
  int rgb() {
    double a = chroma * Math.cos(Math.toRadians(hue));
    double b = chroma * Math.sin(Math.toRadians(hue));
    double l = cube(lightness + 0.3963377774 * a + 0.2158037573 * b);
    double m = cube(lightness - 0.1055613458 * a - 0.0638541728 * b);
    double s = cube(lightness - 0.0894841775 * a - 1.2914855480 * b);
    int red = channel(4.0767416621 * l - 3.3077115913 * m + 0.2309699292 * s);
    int green = channel(-1.2684380046 * l + 2.6097574011 * m - 0.3413193965 * s);
    int blue = channel(-0.0041960863 * l - 0.7034186147 * m + 1.7076147010 * s);
    return (red << 16) | (green << 8) | blue;
  }

  private static double cube(double value) {
    return value * value * value;
  }

  private static int channel(double linear) {
    double light = Math.max(0, Math.min(1, linear));
    double curved = light <= 0.0031308 ? 12.92 * light : 1.055 * Math.pow(light, 1 / 2.4) - 0.055;
    return (int) Math.round(255 * curved);
  }
}
