package io.compliancecenter.catalogue;

/** Where an item of the catalogue is changed. The database refuses changes from anywhere else. */
public enum Manager {
    /** The folder that is published. */
    FOLDER,
    /** The vendor's desk. */
    DESK
}
