import Foundation
package import SignalCore

/// Draws a square region of a picture upright into a network's input of `side × side × 3` floats.
///
/// Column j samples the picture at j/side of the region's width, as OpenCV's `warpPerspective` does, which the
/// networks' published results rest on.
/// - Parameters:
///   - scale: Multiplies the colour 0…255.
///   - offset: Added after scaling.
package func drawSquare(
  of picture: Picture, region: FaceRegion, side: Int, border: PictureBorder, scale: Float, offset: Float,
  into input: inout MutableSpan<Float>
) {
  let pixelPerColumn = region.sidePixels / Double(side)
  let across = pixelPerColumn * SIMD2(cos(region.rotationRadians), sin(region.rotationRadians))
  picture.draw(
    PictureGrid(origin: region.picturePoint(-0.5, -0.5), across: across, columns: side, rows: side),
    border: border, scale: scale, offset: offset, into: &input)
}
