using System.Text;

namespace Emergency.Journal;

/// <summary>Checks offers and pieces before they are queued, so that a bad one troubles nobody else.</summary>
internal static class AttachmentBounds
{
    private const int MaxMediaType = 100;
    private const int Sha256Digits = 64;

    public static void Check(NewAttachment offer, AttachmentOptions options)
    {
        TrackBounds.CheckWord(offer.Owner);
        TrackBounds.CheckWord(offer.Name);
        TrackBounds.CheckWord(offer.Subject);
        Require(offer.Length >= 1 && offer.Length <= options.MaxLength, $"an attachment has 1 to {options.MaxLength} bytes, got {offer.Length}");
        Require(
            offer.MediaType is { Length: > 0 and <= MaxMediaType } && offer.MediaType.All(c => c is > ' ' and <= '~'),
            $"a media type has 1 to {MaxMediaType} visible ASCII characters");
        Require(
            offer.Sha256 is { Length: Sha256Digits } && offer.Sha256.All(char.IsAsciiHexDigitLower),
            $"a checksum has {Sha256Digits} hexadecimal digits in lower case");
        Require(
            offer.Description is not null && Encoding.UTF8.GetByteCount(offer.Description) <= options.MaxDescriptionBytes,
            $"a description has at most {options.MaxDescriptionBytes} bytes");
    }

    public static void Check(NewPiece piece, AttachmentOptions options)
    {
        TrackBounds.CheckWord(piece.Owner);
        TrackBounds.CheckWord(piece.Name);
        Require(piece.Offset >= 0 && piece.Offset <= options.MaxLength, $"a piece begins at 0 to {options.MaxLength}, got {piece.Offset}");
        Require(
            !piece.Data.IsEmpty && piece.Data.Length <= options.MaxPieceBytes,
            $"a piece has 1 to {options.MaxPieceBytes} bytes, got {piece.Data.Length}");
    }

    private static void Require(bool holds, string rule)
    {
        if (!holds) throw new ArgumentException(rule);
    }
}
