declare module 'html-encoding-sniffer' {
  /** The HTML Standard's encoding sniffing algorithm; the package has no types of its own. */
  export default function htmlEncodingSniffer(
    bytes: Uint8Array,
    options?: {
      transportLayerEncodingLabel?: string;
      defaultEncoding?: string;
      maxPrescanBytes?: number;
      xml?: boolean;
    },
  ): string;
}
