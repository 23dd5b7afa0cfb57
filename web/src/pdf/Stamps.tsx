import type { PageSize } from './PdfPage';

/** A mark over the page (the signature's stamp, the registration number); the signed bytes stay as they are. */
export interface Stamp {
  /** From 1. */
  page: number;
  /** Millimetres from the top left corner of the page. */
  x: number;
  y: number;
  w: number;
  h: number;
  lines: readonly string[];
}

const pointsInMillimetre = 72 / 25.4;

interface StampLayerProps {
  stamps: readonly Stamp[];
  size: PageSize;
  scale: number;
  rotation: number;
}

/** Lies over the page unturned and turns with it. */
export function StampLayer({ stamps, size, scale, rotation }: StampLayerProps) {
  const unit = pointsInMillimetre * scale;
  return (
    <div
      className="stamps"
      style={{ inlineSize: size.width * scale, blockSize: size.height * scale, transform: `translate(-50%, -50%) rotate(${rotation}deg)` }}
    >
      {stamps.map((stamp) => (
        <div
          key={`${stamp.x}-${stamp.y}`}
          className="stamp"
          style={{
            insetInlineStart: stamp.x * unit,
            insetBlockStart: stamp.y * unit,
            inlineSize: stamp.w * unit,
            blockSize: stamp.h * unit,
            fontSize: letterHeight(stamp) * unit,
          }}
        >
          {stamp.lines.map((line) => (
            <div key={line}>{line}</div>
          ))}
        </div>
      ))}
    </div>
  );
}

/** The largest letters, in millimetres, with which all lines fit both ways. */
export function letterHeight({ w, h, lines }: Pick<Stamp, 'w' | 'h' | 'lines'>): number {
  const longest = Math.max(1, ...lines.map((line) => line.length));
  const byHeight = (h - 2) / (lines.length * 1.25);
  const byWidth = (w - 3) / (longest * 0.7);
  return Math.max(0.5, Math.min(byHeight, byWidth, 4));
}
