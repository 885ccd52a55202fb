package io.compliancecenter.pdf;

import java.awt.BasicStroke;
import java.awt.Shape;
import java.awt.geom.AffineTransform;
import java.awt.geom.Path2D;
import java.awt.geom.Rectangle2D;
import java.io.IOException;
import java.util.List;
import java.util.Set;
import org.apache.pdfbox.cos.COSArray;
import org.apache.pdfbox.cos.COSBase;
import org.apache.pdfbox.cos.COSDictionary;
import org.apache.pdfbox.cos.COSInteger;
import org.apache.pdfbox.cos.COSName;
import org.apache.pdfbox.cos.COSNumber;
import org.apache.pdfbox.cos.COSStream;
import org.jspecify.annotations.Nullable;

/**
 * Where viewers may draw an annotation (ISO 32000-1, 12.5). They agree on a regular appearance in a valid rectangle. Otherwise each
 * draws it in its own way, or not at all.
 */
public final class AnnotationReach {

    private static final int HIDDEN = 1 << 1;
    private static final int NO_ROTATE = 1 << 4;

    private static final COSName CALLOUT = COSName.getPDFName("CL");

    /** Arrays of coordinates, which may be outside of the rectangle. */
    private static final List<COSName> COORDINATES =
            List.of(COSName.L, COSName.VERTICES, COSName.INKLIST, COSName.QUADPOINTS, CALLOUT);

    /** Kinds that have an icon of some size, at the upper left corner of their rectangle. */
    private static final Set<String> ICONS = Set.of("Text", "FileAttachment", "Sound");

    /** In units of user space, more than that of any viewer. */
    private static final double ICON = 40;

    /** In units of user space. What is under a thinner frame can still be read. */
    private static final double THICK = 2;

    /** Ends of lines grow with the width of lines, and have some size at least. */
    private static final double LINE_END = 10;

    private static final Rectangle2D EVERYWHERE = new Rectangle2D.Double(-1e6, -1e6, 2e6, 2e6);

    private final COSDictionary annotation;
    private final int pageRotation;
    private final String kind;

    public AnnotationReach(COSDictionary annotation, int pageRotation) {
        this.annotation = annotation;
        this.pageRotation = pageRotation;
        this.kind = annotation.getDictionaryObject(COSName.SUBTYPE) instanceof COSName name ? name.getName() : "";
    }

    /** For all viewers: some do not read numbers that are no integers. */
    public boolean isHidden() {
        return (flags() & HIDDEN) != 0;
    }

    /** Makes it one that is seen on the screen and in print, and with any layer. */
    public void show() {
        annotation.setInt(COSName.F, (int) flags() & NO_ROTATE);
        annotation.removeItem(COSName.OC);
        COSStream appearance = appearance();
        if (appearance != null) {
            appearance.removeItem(COSName.OC);
        }
    }

    private long flags() {
        return annotation.getDictionaryObject(COSName.F) instanceof COSInteger flags
                        && flags.longValue() == flags.intValue()
                ? flags.longValue()
                : 0;
    }

    /** Whether all viewers draw the same for it, which may be nothing. */
    public boolean isClear() throws IOException {
        COSDictionary appearances = plainDictionary(annotation, COSName.AP);
        if (appearances == null || numbers(annotation, COSName.RECT, 4) == null) {
            return false;
        }
        COSDictionary states = plainDictionary(appearances, COSName.N);
        if (states != null
                && annotation.getDictionaryObject(COSName.AS) instanceof COSName state
                && !states.containsKey(state)) {
            return true;
        }
        COSStream appearance = appearance();
        return appearance != null
                && isForm(appearance)
                && (!appearance.hasData() || ContentScan.isRegular(PackedStream.open(appearance)));
    }

    private @Nullable COSStream appearance() {
        COSDictionary appearances = plainDictionary(annotation, COSName.AP);
        COSBase normal = appearances == null ? null : appearances.getDictionaryObject(COSName.N);
        if (normal instanceof COSDictionary states && !(normal instanceof COSStream)) {
            normal = annotation.getDictionaryObject(COSName.AS) instanceof COSName state
                    ? states.getDictionaryObject(state)
                    : null;
        }
        return normal instanceof COSStream stream ? stream : null;
    }

    private static boolean isForm(COSStream appearance) {
        float[] box = numbers(appearance, COSName.BBOX, 4);
        boolean placed = !appearance.containsKey(COSName.MATRIX);
        if (!placed) {
            float[] matrix = numbers(appearance, COSName.MATRIX, 6);
            placed = matrix != null && new AffineTransform(matrix).getDeterminant() != 0;
        }
        return placed
                && box != null
                && box[0] != box[2]
                && box[1] != box[3]
                && COSName.FORM.equals(appearance.getDictionaryObject(COSName.SUBTYPE));
    }

    /** Where it may be drawn if it is not clear. */
    public Shape area() {
        Path2D area = new Path2D.Double();
        boolean hasAppearance = annotation.containsKey(COSName.AP);
        Rectangle2D rectangle = rectangle();
        if (!hasAppearance && kind.equals("Popup")) {
            return area;
        }
        if (!hasAppearance && kind.equals("Link")) {
            double width = lineWidth();
            return rectangle == null || width <= THICK
                    ? area
                    : new BasicStroke((float) (2 * width)).createStrokedShape(rectangle);
        }
        if (rectangle != null) {
            area.append(rectangle, false);
        } else if (hasAppearance) {
            return EVERYWHERE;
        }
        area.append(upright(), false);
        area.append(lines(), false);
        return area;
    }

    /** Where it is also drawn if it stays upright on a page that is turned, as icons do. */
    public Shape upright() {
        Rectangle2D rectangle = rectangle();
        boolean icon = ICONS.contains(kind);
        if (rectangle == null || !icon && (pageRotation == 0 || (flags() & NO_ROTATE) == 0)) {
            return new Path2D.Double();
        }
        double left = rectangle.getX();
        double top = rectangle.getMaxY();
        if (icon) {
            rectangle.add(left + ICON, top - ICON);
        }
        // About its upper left corner
        return AffineTransform.getRotateInstance(Math.toRadians(pageRotation), left, top)
                .createTransformedShape(rectangle);
    }

    private @Nullable Rectangle2D rectangle() {
        float[] corners = numbers(annotation, COSName.RECT, 4);
        if (corners == null) {
            return null;
        }
        Rectangle2D rectangle = new Rectangle2D.Double(corners[0], corners[1], 0, 0);
        rectangle.add(corners[2], corners[3]);
        return rectangle;
    }

    /** Around all coordinates, with what may be at the ends of lines. */
    private Shape lines() {
        Rectangle2D bounds = null;
        for (COSName key : COORDINATES) {
            bounds = around(annotation.getDictionaryObject(key), bounds);
        }
        if (bounds == null) {
            return new Path2D.Double();
        }
        double margin = LINE_END * Math.max(1, lineWidth());
        return new Rectangle2D.Double(
                bounds.getX() - margin,
                bounds.getY() - margin,
                bounds.getWidth() + 2 * margin,
                bounds.getHeight() + 2 * margin);
    }

    private static @Nullable Rectangle2D around(@Nullable COSBase coordinates, @Nullable Rectangle2D bounds) {
        if (!(coordinates instanceof COSArray array)) {
            return bounds;
        }
        Rectangle2D all = bounds;
        for (int index = 0; index < array.size(); index++) {
            if (array.getObject(index) instanceof COSArray line) {
                all = around(line, all);
            } else if (index % 2 == 1
                    && array.getObject(index - 1) instanceof COSNumber x
                    && array.getObject(index) instanceof COSNumber y) {
                Rectangle2D point = new Rectangle2D.Double(x.floatValue(), y.floatValue(), 0, 0);
                all = all == null ? point : all.createUnion(point);
            }
        }
        return all;
    }

    /** Of its border or line, which is 1 unless it says otherwise. */
    private double lineWidth() {
        double width = 1;
        if (annotation.getDictionaryObject(COSName.BORDER) instanceof COSArray border
                && border.size() > 2
                && border.getObject(2) instanceof COSNumber number) {
            width = number.floatValue();
        }
        COSDictionary style = plainDictionary(annotation, COSName.BS);
        if (style != null && style.getDictionaryObject(COSName.W) instanceof COSNumber number) {
            width = Math.max(annotation.containsKey(COSName.BORDER) ? width : 0, number.floatValue());
        }
        return width;
    }

    private static @Nullable COSDictionary plainDictionary(COSDictionary holder, COSName key) {
        return holder.getDictionaryObject(key) instanceof COSDictionary dictionary && !(dictionary instanceof COSStream)
                ? dictionary
                : null;
    }

    private static float @Nullable [] numbers(COSDictionary holder, COSName key, int count) {
        if (!(holder.getDictionaryObject(key) instanceof COSArray array) || array.size() != count) {
            return null;
        }
        for (int index = 0; index < count; index++) {
            if (!(array.getObject(index) instanceof COSNumber)) {
                return null;
            }
        }
        return array.toFloatArray();
    }
}
