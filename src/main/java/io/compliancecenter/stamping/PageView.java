package io.compliancecenter.stamping;

import java.awt.geom.AffineTransform;
import org.apache.pdfbox.pdmodel.PDPage;
import org.apache.pdfbox.pdmodel.common.PDRectangle;

/**
 * A page as a viewer shows it: upright, and without what is outside of the crop box.
 *
 * @param width in points
 * @param height in points
 * @param toUserSpace maps points, with the visible lower left corner as the origin, to the page's user space
 */
record PageView(double width, double height, AffineTransform toUserSpace) {

    static PageView of(PDPage page) {
        PDRectangle box = page.getCropBox();
        double unit = page.getUserUnit();
        double scale = 1 / unit;
        double left = box.getLowerLeftX();
        double bottom = box.getLowerLeftY();
        double right = box.getUpperRightX();
        double top = box.getUpperRightY();
        AffineTransform toUserSpace = new AffineTransform(
                switch (page.getRotation()) {
                    case 90 -> new double[] {0, scale, -scale, 0, right, bottom};
                    case 180 -> new double[] {-scale, 0, 0, -scale, right, top};
                    case 270 -> new double[] {0, -scale, scale, 0, left, top};
                    default -> new double[] {scale, 0, 0, scale, left, bottom};
                });
        boolean turned = page.getRotation() % 180 != 0;
        return new PageView(
                (turned ? box.getHeight() : box.getWidth()) * unit,
                (turned ? box.getWidth() : box.getHeight()) * unit,
                toUserSpace);
    }
}
