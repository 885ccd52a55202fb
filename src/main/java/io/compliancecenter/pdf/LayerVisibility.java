package io.compliancecenter.pdf;

import java.util.Set;
import org.apache.pdfbox.cos.COSArray;
import org.apache.pdfbox.cos.COSBase;
import org.apache.pdfbox.cos.COSDictionary;
import org.apache.pdfbox.cos.COSName;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.jspecify.annotations.Nullable;

/** Whether a viewer may hide layers of a document without anyone asking it to (ISO 32000-1, 8.11). */
public final class LayerVisibility {

    /** Of the usage of a layer: what it says of its creator and its kind hides nothing. */
    private static final Set<String> HARMLESS_USAGE = Set.of("CreatorInfo", "PageElement");

    /** With these, members that are all shown are not hidden together. */
    private static final Set<String> HARMLESS_POLICIES = Set.of("", "AnyOn", "AllOn");

    private final boolean anyHidden;

    private LayerVisibility(boolean anyHidden) {
        this.anyHidden = anyHidden;
    }

    public static LayerVisibility of(PDDocument document) {
        COSDictionary layers = document.getDocumentCatalog().getCOSObject().getCOSDictionary(COSName.OCPROPERTIES);
        return new LayerVisibility(layers != null && (hidesByDefault(layers) || hidesByUsage(layers)));
    }

    /** Whether it has a layer that is hidden at first, or for some purpose. */
    public boolean anyHidden() {
        return anyHidden;
    }

    /** @param layer a layer or a membership in layers, to which content belongs; null if it cannot be found */
    public boolean mayHide(@Nullable COSDictionary layer) {
        if (anyHidden || layer == null) {
            return true;
        }
        String type = name(layer, COSName.TYPE);
        return !type.equals("OCG")
                && (!type.equals("OCMD")
                        || layer.containsKey(COSName.VE)
                        || !HARMLESS_POLICIES.contains(name(layer, COSName.P)));
    }

    private static boolean hidesByDefault(COSDictionary layers) {
        COSDictionary configuration = layers.getCOSDictionary(COSName.D);
        if (configuration == null) {
            return false;
        }
        COSArray off = configuration.getCOSArray(COSName.OFF);
        COSBase base = configuration.getDictionaryObject(COSName.BASE_STATE);
        return off != null && off.size() > 0 || base != null && !COSName.ON.equals(base);
    }

    /** In print, at a scale, in a language, or for a person. */
    private static boolean hidesByUsage(COSDictionary layers) {
        COSArray all = layers.getCOSArray(COSName.OCGS);
        for (int index = 0; all != null && index < all.size(); index++) {
            if (all.getObject(index) instanceof COSDictionary layer
                    && layer.getDictionaryObject(COSName.USAGE) instanceof COSDictionary usage
                    && usage.keySet().stream().anyMatch(key -> hides(key.getName(), usage.getCOSDictionary(key)))) {
                return true;
            }
        }
        return false;
    }

    private static boolean hides(String category, @Nullable COSDictionary usage) {
        return switch (category) {
            case "View", "Print", "Export" ->
                usage != null
                        && name(usage, COSName.getPDFName(category + "State")).equals("OFF");
            default -> !HARMLESS_USAGE.contains(category);
        };
    }

    private static String name(COSDictionary dictionary, COSName key) {
        return dictionary.getDictionaryObject(key) instanceof COSName name ? name.getName() : "";
    }
}
