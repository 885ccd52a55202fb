package io.compliancecenter.stamping;

import io.compliancecenter.pdf.AnnotationReach;
import io.compliancecenter.pdf.ImageHeader;
import io.compliancecenter.pdf.LayerVisibility;
import java.awt.AlphaComposite;
import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.Shape;
import java.awt.geom.Rectangle2D;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import org.apache.pdfbox.contentstream.operator.Operator;
import org.apache.pdfbox.cos.COSBase;
import org.apache.pdfbox.cos.COSDictionary;
import org.apache.pdfbox.cos.COSName;
import org.apache.pdfbox.io.NonSeekableRandomAccessReadInputStream;
import org.apache.pdfbox.io.RandomAccessRead;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.PDPage;
import org.apache.pdfbox.pdmodel.PDResources;
import org.apache.pdfbox.pdmodel.font.PDFont;
import org.apache.pdfbox.pdmodel.graphics.form.PDFormXObject;
import org.apache.pdfbox.pdmodel.graphics.form.PDTransparencyGroup;
import org.apache.pdfbox.pdmodel.graphics.image.PDImage;
import org.apache.pdfbox.pdmodel.interactive.annotation.PDAnnotation;
import org.apache.pdfbox.pdmodel.interactive.annotation.PDAnnotationWidget;
import org.apache.pdfbox.rendering.PDFRenderer;
import org.apache.pdfbox.rendering.PageDrawer;
import org.apache.pdfbox.rendering.PageDrawerParameters;
import org.apache.pdfbox.rendering.RenderDestination;
import org.apache.pdfbox.util.Matrix;
import org.apache.pdfbox.util.Vector;
import org.jspecify.annotations.Nullable;

/**
 * Renders a part of a page with its stamp and what is drawn above it. All content is read, because it can change how the stamp
 * is drawn, but it is not drawn itself: the lines of the stamp are on white, which covers it. So it takes little memory and time,
 * whatever the page shows.
 */
final class StampRenderer extends PDFRenderer {

    private final boolean fieldsAreDrawnAnew;
    private final LayerVisibility visibility;
    private Sight sight = new Sight(1, 1);

    StampRenderer(PDDocument document) {
        super(document);
        COSDictionary form = document.getDocumentCatalog().getCOSObject().getCOSDictionary(COSName.ACRO_FORM);
        this.visibility = LayerVisibility.of(document);
        this.fieldsAreDrawnAnew = form != null && form.getBoolean(COSName.NEED_APPEARANCES, false);
    }

    /** What there is to see in a part of a page. */
    static final class Sight {

        final BufferedImage image;

        /** The text of the stamp. */
        final StringBuilder text = new StringBuilder();

        /** Whether the content before the stamp has a layer that a viewer may hide. */
        boolean layerHidden;

        /** Whether it begins optional content without an end. */
        boolean layerOpen;

        /** Whether the content has an image at which some viewers stop. */
        boolean imageBroken;

        Sight(int width, int height) {
            image = new BufferedImage(width, height, BufferedImage.TYPE_BYTE_GRAY);
        }
    }

    /**
     * Renders a part of a page.
     *
     * @param index of the page
     * @param part in points, from the visible lower left corner
     * @param scale in pixels a point
     */
    Sight look(int index, PageView view, Rectangle2D part, double scale) throws IOException {
        int width = (int) Math.ceil(part.getWidth() * scale);
        int height = (int) Math.ceil(part.getHeight() * scale);
        sight = new Sight(width, height);
        Graphics2D graphics = sight.image.createGraphics();
        try {
            graphics.setBackground(Color.WHITE);
            graphics.clearRect(0, 0, width, height);
            graphics.translate(-part.getX() * scale, -(view.height() - part.getMaxY()) * scale);
            float perUnit = (float) (scale * document.getPage(index).getUserUnit());
            renderPageToGraphics(index, graphics, perUnit, perUnit, RenderDestination.EXPORT);
        } finally {
            graphics.dispose();
        }
        return sight;
    }

    @Override
    protected PageDrawer createPageDrawer(PageDrawerParameters parameters) throws IOException {
        return new Drawer(parameters);
    }

    /** Of a page with several parts of content PDFBox would unpack all at once, and read them slowly. */
    private static final class UnpackedPage extends PDPage {

        private final PDPage page;

        UnpackedPage(PDPage page) {
            super(page.getCOSObject());
            this.page = page;
        }

        @Override
        public RandomAccessRead getContentsForStreamParsing() {
            return new NonSeekableRandomAccessReadInputStream(PageContent.of(page));
        }

        /** With fonts that were read before. */
        @Override
        public PDResources getResources() {
            return page.getResources();
        }
    }

    private final class Drawer extends PageDrawer {

        /** For each marked content that is open, also in forms that have ended, whether it is optional. */
        private final Deque<Boolean> layers = new ArrayDeque<>();

        private boolean inStamp;
        private boolean inAnnotation;

        Drawer(PageDrawerParameters parameters) throws IOException {
            super(parameters);
        }

        private boolean draws() {
            return inStamp || inAnnotation;
        }

        @Override
        public void processPage(PDPage page) throws IOException {
            super.processPage(new UnpackedPage(page));
        }

        @Override
        public void showForm(PDFormXObject form) throws IOException {
            if (!draws() && isStamp(form)) {
                inStamp = true;
                sight.layerOpen = layers.contains(true);
                super.showForm(form);
                inStamp = false;
            } else {
                super.showForm(form);
            }
        }

        private static boolean isStamp(PDFormXObject form) {
            PDResources resources = form.getResources();
            return resources != null && resources.hasColorSpace(PageStamp.GRAY);
        }

        /** Also those that are seen only in print, or with a layer. */
        @Override
        public void showAnnotation(PDAnnotation annotation) {
            AnnotationReach reach =
                    new AnnotationReach(annotation.getCOSObject(), getPage().getRotation());
            if (reach.isHidden()) {
                return;
            }
            inAnnotation = true;
            try {
                if (reach.isClear() && !(fieldsAreDrawnAnew && annotation instanceof PDAnnotationWidget)) {
                    reach.show();
                    super.showAnnotation(annotation);
                    fill(reach.upright());
                } else {
                    fill(reach.area());
                }
            } catch (IOException | RuntimeException undrawable) {
                fill(reach.area());
            }
            inAnnotation = false;
        }

        private void fill(Shape area) {
            Graphics2D graphics = getGraphics();
            graphics.setClip(null);
            graphics.setComposite(AlphaComposite.SrcOver);
            graphics.setPaint(Color.BLACK);
            graphics.fill(area);
        }

        @Override
        protected void showGlyph(Matrix matrix, PDFont font, int code, Vector displacement) throws IOException {
            if (inStamp) {
                String text = font.toUnicode(code);
                sight.text.append(text == null ? "" : text);
            }
            super.showGlyph(matrix, font, code, displacement);
        }

        @Override
        public void beginText() throws IOException {
            if (draws()) {
                super.beginText();
            }
        }

        @Override
        public void endText() throws IOException {
            if (draws()) {
                super.endText();
            }
        }

        @Override
        protected void showText(byte[] string) throws IOException {
            if (draws()) {
                super.showText(string);
            }
        }

        @Override
        public void strokePath() throws IOException {
            if (draws()) {
                super.strokePath();
            } else {
                getLinePath().reset();
            }
        }

        @Override
        public void fillPath(int windingRule) throws IOException {
            if (draws()) {
                super.fillPath(windingRule);
            } else {
                getLinePath().reset();
            }
        }

        @Override
        public void fillAndStrokePath(int windingRule) throws IOException {
            if (draws()) {
                super.fillAndStrokePath(windingRule);
            } else {
                getLinePath().reset();
            }
        }

        @Override
        public void drawImage(PDImage image) throws IOException {
            if (draws()) {
                super.drawImage(image);
            }
        }

        @Override
        public void shadingFill(COSName shadingName) throws IOException {
            if (draws()) {
                super.shadingFill(shadingName);
            }
        }

        @Override
        public void showTransparencyGroup(PDTransparencyGroup form) throws IOException {
            if (draws()) {
                super.showTransparencyGroup(form);
            } else {
                super.showForm(form);
            }
        }

        private @Nullable COSDictionary xObject(List<COSBase> operands) {
            PDResources resources = getResources();
            COSDictionary all =
                    resources == null ? null : resources.getCOSObject().getCOSDictionary(COSName.XOBJECT);
            COSDictionary xObject = all != null && !operands.isEmpty() && operands.get(0) instanceof COSName name
                    ? all.getCOSDictionary(name)
                    : null;
            return xObject != null && COSName.IMAGE.equals(xObject.getCOSName(COSName.SUBTYPE)) ? xObject : null;
        }

        private @Nullable COSDictionary properties(List<COSBase> operands) {
            COSBase properties = operands.size() > 1 ? operands.get(1) : null;
            PDResources resources = getResources();
            COSDictionary all =
                    resources == null ? null : resources.getCOSObject().getCOSDictionary(COSName.PROPERTIES);
            return properties instanceof COSName name && all != null ? all.getCOSDictionary(name) : null;
        }

        private void look(@Nullable COSDictionary image) throws IOException {
            sight.imageBroken |= image != null && !ImageHeader.makesSense(image);
        }

        @Override
        protected void operatorException(Operator operator, List<COSBase> operands, IOException exception)
                throws IOException {
            throw exception;
        }

        /** Viewers go on with the next operator. */
        @Override
        protected void processOperator(Operator operator, List<COSBase> operands) throws IOException {
            if (operator.getName().equals("Q") && getGraphicsStackSize() == 1) {
                // An exception for each of millions would take the time of the check.
                return;
            }
            switch (operator.getName()) {
                case "BI" -> {
                    look(operator.getImageParameters());
                    // Something else is where its data should begin.
                    sight.imageBroken |= operator.getImageData() == null;
                }
                case "Do" -> look(xObject(operands));
                case "BMC", "BDC" -> {
                    boolean optional = !operands.isEmpty() && COSName.OC.equals(operands.get(0));
                    layers.push(optional);
                    sight.layerHidden |= optional && !draws() && visibility.mayHide(properties(operands));
                }
                case "EMC" -> layers.poll();
                default -> {
                    // Nothing that matters to other viewers only
                }
            }
            try {
                super.processOperator(operator, operands);
            } catch (IOException | RuntimeException tolerated) {
                if (draws()) {
                    throw tolerated;
                }
            }
        }
    }
}
