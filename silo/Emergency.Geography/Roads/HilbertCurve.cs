namespace Emergency.Geography;

/// <summary>
/// The Hilbert curve over a box, of order 15: points near each other in the plane get numbers near each other, mostly.
/// After D. Hilbert, Über die stetige Abbildung einer Linie auf ein Flächenstück, 1891; computed by quadrant, highest bit first.
/// </summary>
internal readonly struct HilbertCurve
{
    private const int Order = 15;
    private const int Side = 1 << Order;

    private readonly double _minX;
    private readonly double _minY;
    private readonly double _scaleX;
    private readonly double _scaleY;

    private HilbertCurve(double minX, double minY, double maxX, double maxY)
    {
        _minX = minX;
        _minY = minY;
        _scaleX = (Side - 1) / Math.Max(maxX - minX, 1e-9);
        _scaleY = (Side - 1) / Math.Max(maxY - minY, 1e-9);
    }

    public static HilbertCurve Over(double minX, double minY, double maxX, double maxY) => new(minX, minY, maxX, maxY);

    /// <summary>The place of a point along the curve, 0 to 2³⁰ − 1.</summary>
    public int IndexOf(double x, double y)
    {
        var cellX = Math.Clamp((int)((x - _minX) * _scaleX), 0, Side - 1);
        var cellY = Math.Clamp((int)((y - _minY) * _scaleY), 0, Side - 1);
        var index = 0;
        for (var half = Side >> 1; half > 0; half >>= 1)
        {
            var right = (cellX & half) != 0 ? 1 : 0;
            var upper = (cellY & half) != 0 ? 1 : 0;
            index = (index << 2) | ((3 * right) ^ upper);
            if (upper == 0)
            {
                // The lower quadrants hold the curve turned: mirrored on the right, and transposed on both sides.
                if (right == 1)
                {
                    cellX = Side - 1 - cellX;
                    cellY = Side - 1 - cellY;
                }

                (cellX, cellY) = (cellY, cellX);
            }
        }

        return index;
    }
}
