/** Live values: providers in order, what they say judged, and what is not sure kept away from the market. */
package io.papertrader.master.live;
