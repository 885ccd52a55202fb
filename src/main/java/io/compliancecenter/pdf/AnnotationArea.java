package io.compliancecenter.pdf;

import java.awt.BasicStroke;
import java.awt.Shape;
import java.awt.geom.AffineTransform;
import java.awt.geom.Area;
import java.awt.geom.Rectangle2D;
import java.util.Set;
import org.apache.pdfbox.cos.COSArray;
import org.apache.pdfbox.cos.COSDictionary;
import org.apache.pdfbox.cos.COSName;
import org.apache.pdfbox.cos.COSNumber;
import org.apache.pdfbox.pdmodel.common.PDRectangle;
import org.apache.pdfbox.pdmodel.interactive.annotation.PDAnnotation;
import org.apache.pdfbox.pdmodel.interactive.annotation.PDAnnotationLink;

/** Where viewers may draw an annotation of their own accord (ISO 32000-1, 12.5), each in its own way. */
public final class AnnotationArea {

    private static final Set<String> WITH_ICON = Set.of("Text", "FileAttachment", "Sound");

    /** In units of user space, more than that of any viewer. */
    private static final double ICON_SIZE = 32;

    /** In units of user space. What is under a thinner frame can still be read. */
    private static final double THICK = 2;

    private static final int WIDTH_OF_BORDER = 2;

    private AnnotationArea() {}

    /** In user space, of an annotation without an appearance. */
    public static Shape withoutAppearance(PDAnnotation annotation, int pageRotation) {
        if (annotation instanceof PDAnnotationLink) {
            return frame(annotation);
        }
        Area area = new Area(rectangle(annotation));
        area.add(new Area(upright(annotation, pageRotation)));
        return area;
    }

    /** In user space, of an annotation that stays upright on a page that is turned, as icons do; empty if it does not. */
    public static Shape upright(PDAnnotation annotation, int pageRotation) {
        boolean icon = WITH_ICON.contains(annotation.getSubtype());
        if (!icon && (pageRotation == 0 || !annotation.isNoRotate())) {
            return new Area();
        }
        Rectangle2D rectangle = rectangle(annotation);
        double left = rectangle.getX();
        double top = rectangle.getMaxY();
        if (icon) {
            rectangle.add(left + ICON_SIZE, top - ICON_SIZE);
        }
        // About its upper left corner
        return AffineTransform.getRotateInstance(Math.toRadians(pageRotation), left, top)
                .createTransformedShape(rectangle);
    }

    private static Rectangle2D rectangle(PDAnnotation annotation) {
        PDRectangle rectangle = annotation.getRectangle();
        return rectangle == null
                ? new Rectangle2D.Double()
                : new Rectangle2D.Double(
                        rectangle.getLowerLeftX(),
                        rectangle.getLowerLeftY(),
                        rectangle.getWidth(),
                        rectangle.getHeight());
    }

    /** The thick frame of a link; empty if it has none. */
    private static Shape frame(PDAnnotation link) {
        COSDictionary dictionary = link.getCOSObject();
        COSArray border = dictionary.getCOSArray(COSName.BORDER);
        COSDictionary style = dictionary.getCOSDictionary(COSName.BS);
        float width = Math.max(
                border != null
                                && border.size() > WIDTH_OF_BORDER
                                && border.getObject(WIDTH_OF_BORDER) instanceof COSNumber number
                        ? number.floatValue()
                        : 0,
                style == null ? 0 : style.getFloat(COSName.W, 0));
        return width <= THICK ? new Area() : new BasicStroke(width).createStrokedShape(rectangle(link));
    }
}
